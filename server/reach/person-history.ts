import type { Part, Population } from '../../courses/model';
import type { StoredEvidence } from '../storage/collections/evidence';
import type { StoredServiceWorkerEvidence } from '../storage/collections/service-worker-evidence';
import { isServiceWorkerRow, type ServiceWorkerEvidence } from './model';
import { type Day, lastDayOf } from './period';

export type StoredRow = StoredEvidence | StoredServiceWorkerEvidence;

/** One row as counting sees it. */
export type Moment = {
  readonly id: string;
  readonly time: number; // rows of one person are taken in the order of time, then id, in whatever order they arrived
  readonly day: Day;
  readonly population: Population;
  readonly area: string;
  readonly organisation: string | undefined; // an establishment group counts as one
  readonly parts: readonly Part[];
  readonly completion: boolean;
  readonly understood: boolean;
  readonly recall: 'sent' | 'answered' | 'remembered' | undefined; // of a lesson asked again: says nothing of where somebody is
  readonly identified: boolean;
  readonly ends: boolean;
  readonly held: boolean; // in the high figure only
  readonly onList: boolean; // E2: others say so
  readonly meeting: string | undefined;
  readonly minutes: number | undefined; // of a meeting; a lesson stands for itself
  readonly heads: number | undefined; // a headcount's people without a row of their own
  readonly at: Date | undefined;
};

/** A person's rows in the order they happened, corrected ones and those about a match left out. */
export function history(rows: readonly StoredRow[]): readonly Moment[] {
  const replaced = new Set<string>();
  for (const row of rows) if ('replaces' in row && row.replaces !== undefined) replaced.add(row.replaces);
  const moments = rows.filter((row) => !replaced.has(row._id) && row.erased !== true && !isAboutMatch(row)).map(momentOf);
  return moments.length < 2 ? moments : onceAtEachMeeting(moments.sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1)));
}

export function isAboutMatch(row: StoredRow): boolean {
  return 'match' in row && row.match !== undefined;
}

/** Who checked in and is ticked on paper as well was there once; what is in no doubt stands before what is. */
function onceAtEachMeeting(moments: readonly Moment[]): readonly Moment[] {
  const first = new Map<string, Moment>();
  for (const moment of moments) {
    if (moment.meeting === undefined || moment.heads !== undefined || !moment.completion) continue;
    const known = first.get(moment.meeting);
    if (known === undefined || (known.held && !moment.held)) first.set(moment.meeting, moment);
  }
  if (first.size === 0) return moments;
  return moments.map((moment) => {
    const counts = moment.meeting === undefined || moment.heads !== undefined || first.get(moment.meeting) === moment;
    return counts ? moment : { ...moment, parts: [], minutes: undefined, completion: false };
  });
}

function momentOf(row: StoredRow): Moment {
  const recall = recallOf(row);
  const completion = recall === undefined && (row.rung === 'reached' || row.rung === 'answered');
  const understood = row.rung === 'understood';
  const ends = row.ends === true;
  if (isServiceWorkerRow(row)) return { ...serviceWorkerMoment(row), ...noMeeting, completion, understood, recall, ends };
  const { _id: id, area, day, at, population, organisation, parts, identified, meeting, minutes } = row;
  const onList = row.class === 'E2';
  const said = {
    id,
    area,
    onList,
    time: at.getTime(),
    day,
    at,
    population,
    organisation,
    parts,
    identified,
    completion,
    understood,
    recall,
    ends,
  };
  if (meeting === undefined) return { ...said, ...noMeeting, held: row.held === true };
  const heads = row.count === undefined ? undefined : Math.max(0, row.count - (row.named ?? 0));
  return { ...said, held: row.held === true, meeting, minutes, heads };
}

function recallOf(row: StoredRow): Moment['recall'] {
  if (isServiceWorkerRow(row) || row.recall !== true) return undefined;
  return row.rung === 'sent' || row.rung === 'answered' || row.rung === 'remembered' ? row.rung : undefined;
}

const noMeeting = { held: false, meeting: undefined, minutes: undefined, heads: undefined } as const;

/** Dated the last day of its month; a single-use card is the only way in, so everybody is identified. */
function serviceWorkerMoment({ _id: id, area, month, rung, establishmentGroup }: ServiceWorkerEvidence) {
  const day = lastDayOf(month);
  const parts: readonly Part[] = rung === 'reached' ? ['law', 'knowledge'] : [];
  const population = 'service-worker' as const;
  const where = { area, organisation: establishmentGroup };
  return { id, ...where, time: Date.parse(day), day, at: undefined, population, parts, identified: true, onList: false };
}
