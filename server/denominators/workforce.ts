import { ulid } from 'ulid';
import { z } from 'zod';
import type { Population } from '../../courses/model';
import type { Translate } from '../i18n';
import { day, wholeNumber } from '../organisations/columns';
import type { Day } from '../reach/period';
import {
  type DenominatorProposal,
  denominatorProposalsWithin,
  type Workforce,
  workforceParts,
} from '../storage/collections/denominator-proposals';
import type { Organisation } from '../storage/collections/organisations';
import { proposalOf, type RegisterDeps } from './enter-denominators';
import { withoutSeparators } from './entry';

/** Whose number an enterprise says each month. An establishment group never does: it has no list of anybody (`docs/design/reach.md` §3). */
export const workforcePopulation = 'ip-worker' as const satisfies Population;

const count = z.string('required').transform(withoutSeparators).pipe(wholeNumber);
/** An office leaves a cell empty where there is nobody. */
const countOrNone = z
  .string()
  .optional()
  .transform((text) => (text === undefined || text.trim() === '' ? '0' : text))
  .pipe(count);

/** What is typed of one month; the messages are keys of `imports.json`. */
export const workforceEntry = z.object({ asOf: day, direct: count, agency: countOrNone, seasonal: countOrNone });
export type WorkforceEntry = { readonly asOf: Day } & Workforce;

export function reportsWorkforce({ populations, closedOn }: Organisation): boolean {
  return closedOn === undefined && populations.includes(workforcePopulation);
}

/**
 * Who works at an enterprise at the end of a month, those of agencies and of the season too, since the host enterprise has to reach them.
 * Each waits for an officer's approval like any denominator; what waits already is not entered again. `say` reads `workforce.json` in
 * Vietnamese, as the register keeps it.
 */
export async function enterWorkforce(
  deps: RegisterDeps,
  organisation: Organisation,
  entries: readonly WorkforceEntry[],
  say: Translate,
): Promise<readonly DenominatorProposal[]> {
  const { _id, name, area } = organisation;
  const waiting = new Set((await workforceOf(deps, organisation)).flatMap((one) => (one.state === 'proposed' ? [saidIn(one)] : [])));
  const batch = ulid(deps.now.getTime());
  const place = { kind: 'organisation', node: _id, name, area, organisation: _id, population: workforcePopulation } as const;
  const proposals = entries.flatMap(({ asOf, ...workforce }, line): readonly DenominatorProposal[] => {
    if (waiting.has(saidIn({ asOf, workforce }))) return [];
    const [year, month] = asOf.split('-');
    const source = { issuer: name, document: say('document', { month: `${month}/${year}` }), method: say('method') };
    const people = workforce.direct + workforce.agency + workforce.seasonal;
    const given = { ...place, people, workforce, asOf, ...source };
    return [{ ...proposalOf(deps, given), _id: `${batch}-${String(line).padStart(3, '0')}` }];
  });
  await denominatorProposalsWithin(deps.db, deps.bounds).insert(proposals);
  return proposals;
}

function saidIn({ asOf, workforce }: Pick<DenominatorProposal, 'asOf' | 'workforce'>): string {
  return [asOf, ...workforceParts.map((part) => workforce?.[part])].join(' ');
}

/** What this enterprise has said of its months, the newest day first, of one day the newest paper first. */
export function workforceOf({ db, bounds }: Pick<RegisterDeps, 'db' | 'bounds'>, { _id }: Organisation) {
  const filter = { node: { $eq: _id }, population: { $eq: workforcePopulation }, measure: { $exists: false } };
  return denominatorProposalsWithin(db, bounds).find(filter, { sort: { asOf: -1, _id: -1 }, limit: mostShown });
}

const mostShown = 240; // ten years of months, each corrected once
