import express, { type Router } from 'express';
import { z } from 'zod';
import { planLines } from '../../plans/plan-lines';
import { yearOf } from '../../reach/period';
import { type LetterWords, letterDocument, letterKinds } from '../../reports/letters';
import { toDocx } from '../../reports/to-docx';
import { reportsWithin } from '../../storage/collections/reports';
import { coversArea } from '../../storage/within';
import type { ConsoleDeps } from '../console-deps';
import { lastDay } from '../filters';
import { today } from '../format';
import { fromIssuer, issuerFaults, issuerForm, toIssuer, typedBack } from '../reports/issuer-form';
import { officialWords } from '../reports/report-visit';
import type { Requests, Visit } from '../requests';
import { LettersPage } from './letters-page';
import { findVersion, type VersionVisit } from './plan-version-visit';
import { targetWords } from './target-words';

const asked = z.object({ kind: z.enum(letterKinds).catch('plan'), year: z.coerce.number().int() });
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Drafts of the yearly plan and of its covering letter, for whoever writes for the whole plan. */
export function planLetterRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();

  router.get(
    '/plans/:plan/letters',
    requests.forStaff('write-reports', async (visit) => {
      const found = await findWhole(visit);
      if (found === undefined) return requests.notFound(visit);
      const { plan } = found;
      const reports = reportsWithin(deps.db, visit.bounds);
      const [last] = await reports.find({ plan: { $eq: plan.id } }, { sort: { _id: -1 }, limit: 1 });
      const office = last === undefined ? {} : { ...fromIssuer(last.issuer), symbol: '' }; // a report's symbol is none of a plan
      const form = { ...office, year: String(yearOf(lastDay(plan, today(visit.now)))) };
      requests.send(visit.response, LettersPage({ view: visit.view, plan, years: yearsOf(found), form, faults: {} }));
    }),
  );

  router.post(
    '/plans/:plan/letters',
    requests.withToken,
    requests.forStaff('write-reports', async (visit) => {
      const found = await findWhole(visit);
      const wanted = asked.safeParse(visit.request.body);
      if (found === undefined || !wanted.success || !yearsOf(found).includes(wanted.data.year)) return requests.notFound(visit);
      const { plan } = found;
      const { kind, year } = wanted.data;
      const typed = issuerForm.safeParse(visit.request.body);
      if (!typed.success) {
        const form = { ...typedBack(visit.request.body), kind, year: String(year) };
        const faults = issuerFaults(visit.view, typed.error);
        return requests.send(visit.response, LettersPage({ view: visit.view, plan, years: yearsOf(found), form, faults }), 422);
      }
      const words = lettersWords();
      const mark = [words.say('mark.draft'), ...(deps.demo || plan.sample ? [words.say('mark.demo')] : [])].join(' – ');
      const parts = { kind, plan, file: found.version.file, targets: targetsOf(found, words), year, issuer: toIssuer(typed.data), mark };
      await visit.record('report-downloaded', `${plan.id} letter ${kind} ${year}`);
      visit.response
        .attachment(`${deps.demo || plan.sample ? 'demo-' : ''}${kind === 'plan' ? 'ke-hoach' : 'cong-van'}-${year}.docx`)
        .type(docx)
        .send(await toDocx(letterDocument(parts, words), words.say));
    }),
  );

  async function findWhole(visit: Visit): Promise<VersionVisit | undefined> {
    const found = await findVersion(deps, visit);
    return found !== undefined && coversArea(visit.bounds, found.version.area) ? found : undefined;
  }

  function lettersWords(): LetterWords {
    return { ...officialWords(deps), letter: deps.texts('vi', 'letters'), plans: deps.texts('vi', 'plans') };
  }
  return router;
}

function targetsOf({ version }: VersionVisit, { plans, letter, format }: LetterWords) {
  return planLines(version.file).map(({ about, what, target, due, owners }) => ({
    text: what === undefined ? about : `${about}: ${what}`,
    target: targetWords(plans, format, target),
    due: due === undefined ? letter('blank') : format.day(due),
    owner: owners.length === 0 ? letter('blank') : [...new Set(owners.map(({ agency }) => agency))].join(', '),
  }));
}

function yearsOf({ plan: { from, to } }: VersionVisit): readonly number[] {
  return Array.from({ length: yearOf(to) - yearOf(from) + 1 }, (_, index) => yearOf(from) + index);
}
