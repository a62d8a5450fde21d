import express, { type Router } from 'express';
import { z } from 'zod';
import { enterDenominator, listed } from '../../denominators/enter-denominators';
import { type Entry, entry, isToCome } from '../../denominators/entry';
import { type DenominatorNode, findNode } from '../../denominators/find-node';
import { areasToOffer } from '../../organisations/area-map';
import { keepPaper } from '../../papers/keep-paper';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import type { Requests, Visit } from '../requests';
import { receiveFile } from '../upload';
import { EntryPage, type TypedEntry, typedFields } from './entry-page';
import { denominatorLinks } from './links';

const text = z.string().max(300).catch('');
const typed = z.object({
  place: text,
  population: text,
  measure: text,
  people: text,
  asOf: text,
  issuer: text,
  document: text,
  method: text,
  tooLarge: text,
});

type Faults = Readonly<Record<string, string>>;

/** One figure with its paper, entered by hand. */
export function entryRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();

  router.get(
    '/denominators/new',
    requests.forStaff('enter-denominators', async (visit) => {
      const given = typed.parse(visit.request.query);
      await show(visit, { ...given, place: await placeWithin(visit, given.place) }, {});
    }),
  );

  router.post(
    '/denominators',
    ...receiveFile(requests, 'paper'),
    requests.forStaff('enter-denominators', async (visit) => {
      const given = typed.parse(visit.request.body);
      const node = await findNode(deps.db, visit.bounds, given.place);
      const read = entry.safeParse(given);
      const bytes = visit.request.file?.buffer;
      const faults = { ...faultsOf(visit, read), ...nodeFaults(visit, node, given, bytes) };
      if (!read.success || node === undefined || Object.keys(faults).length > 0) return show(visit, given, faults, 422);

      const { db, keys } = deps;
      const { bounds, member, now } = visit;
      const { area, organisation } = node;
      const place = { area, ...(organisation === undefined ? {} : { organisation }) };
      const paper = bytes === undefined ? undefined : await keepPaper({ db, bounds, keys, by: member.id, now }, place, bytes);
      if (bytes !== undefined && paper === undefined) return show(visit, given, { paper: say(visit)('fault.paper') }, 422);
      const proposal = await enterDenominator({ db, bounds, by: member.id, now }, listed(node, read.data), paper?._id);
      await visit.record('denominator-entered', proposal._id);
      visit.response.redirect(303, denominatorLinks.proposal(proposal._id, 'entered'));
    }),
  );

  async function show(visit: Visit, given: TypedEntry, faults: Faults, status = 200): Promise<void> {
    const areas = await areasToOffer(deps.db, visit.bounds);
    requests.send(visit.response, EntryPage({ view: visit.view, typed: given, faults, areas, today: today(visit.now) }), status);
  }

  /** A link may name any place: only one's own comes back in the form. */
  async function placeWithin(visit: Visit, place: string): Promise<string> {
    return (await findNode(deps.db, visit.bounds, place))?.node ?? '';
  }

  function nodeFaults(visit: Visit, node: DenominatorNode | undefined, given: TypedEntry, bytes: Buffer | undefined): Faults {
    const fault = say(visit);
    const wrongPopulation = node?.populations?.some((one) => one === given.population) === false && given.population !== '';
    return {
      ...(node === undefined ? { place: fault('fault.place') } : {}),
      ...(wrongPopulation ? { population: fault('fault.population') } : {}),
      ...(isToCome({ asOf: given.asOf }, today(visit.now)) ? { asOf: fault('fault.toCome') } : {}),
      ...(bytes !== undefined && given.population === 'service-worker' ? { paper: fault('fault.noPaper') } : {}),
      ...(given.tooLarge === '' ? {} : { paper: fault('fault.paper') }),
    };
  }
  return router;
}

function say({ view }: Visit) {
  return view.words('denominators');
}

function faultsOf(visit: Visit, read: z.ZodSafeParseResult<Entry>): Faults {
  if (read.success) return {};
  const names = new Set<string>(typedFields);
  const entries = read.error.issues.filter(({ path }) => names.has(String(path[0])));
  return Object.fromEntries(entries.map(({ path, message }) => [String(path[0]), say(visit)(`fault.${message}`)]));
}
