import type { Population } from '../../../../courses/model';
import { areaTree } from '../../../../server/reach/area-tree';
import type { PlanScope } from '../../../../server/reach/contribution';
import type { Evidence, ServiceWorkerEvidence } from '../../../../server/reach/model';
import type { StoredRow } from '../../../../server/reach/person-history';
import { placesIn } from '../../../../server/reach/places';
import { addPerson, settled, type TallyRows } from '../../../../server/reach/tally-rows';

/** Two provinces; the plans below hold in the first. */
export const map = [
  { _id: '68', name: 'Tỉnh Một', level: 'province' as const, validFrom: '2025-07-01' },
  { _id: '68001', name: 'Xã Một', level: 'commune' as const, parent: '68', validFrom: '2025-07-01' },
  { _id: '68002', name: 'Xã Hai', level: 'commune' as const, parent: '68', validFrom: '2025-07-01' },
  { _id: '70', name: 'Tỉnh Khác', level: 'province' as const, validFrom: '2025-07-01' },
  { _id: '70001', name: 'Xã Khác', level: 'commune' as const, parent: '70', validFrom: '2025-07-01' },
];
export const tree = areaTree(map);

export function planOf(from: string, to: string, terms: Readonly<Record<string, readonly Population[]>> = defaultTerms): PlanScope {
  const plan = { id: 'P@1', area: '68' };
  const listed = Object.entries(terms).map(([population, populations]) => ({
    population,
    populations,
    placesOf: placesIn(plan, population, tree),
  }));
  return { ...plan, from, to, minimumMinutes: 30, terms: listed };
}

const defaultTerms = {
  student: ['upper-secondary', 'vocational', 'higher-education'],
  'ip-worker': ['ip-worker'],
  'service-worker': ['service-worker'],
} as const;

let made = 0;

/** A completion that holds both parts, by somebody identified, unless said otherwise. */
export function row(day: string, fields: Partial<Evidence> = {}): StoredRow {
  made += 1;
  return {
    _id: `row${made}`,
    person: 'p1',
    turn: made,
    population: 'upper-secondary',
    organisation: 'S1',
    area: '68001',
    rung: 'reached',
    class: 'E3',
    parts: ['law', 'knowledge'],
    identified: true,
    at: new Date(`${day}T05:00:00Z`),
    day,
    channel: 'web',
    sealed: Buffer.alloc(0),
    ...fields,
    ...(fields.person === undefined ? {} : { person: fields.person }),
  } as StoredRow; // a partial row may say less than a stored one must
}

export function serviceWorkerRow(month: string, fields: Partial<ServiceWorkerEvidence> = {}): StoredRow {
  made += 1;
  const plain = {
    person: 'w1',
    area: '68001',
    establishmentGroup: 'G1',
    rung: 'reached' as const,
    class: 'E3' as const,
    sealed: Buffer.alloc(0),
  };
  return { _id: `row${made}`, turn: made, population: 'service-worker', month, ...plain, ...fields };
}

/** What these people's rows add up to: a count by place and reading at the end of a day. */
export function countsOn(plan: PlanScope, cutOff: string, people: readonly (readonly StoredRow[])[]): Readonly<Record<string, number>> {
  const rows: TallyRows = new Map();
  for (const person of people) addPerson(rows, person, { plans: [plan] }, 1);
  const counts: Record<string, number> = {};
  for (const { place, days } of settled(rows)) {
    for (const [day, readings] of Object.entries(days)) {
      for (const [reading, delta] of Object.entries(readings)) {
        const since = reading.startsWith('a') ? `${cutOff.slice(0, 4)}-01-01` : plan.from;
        if (day < since || day > cutOff) continue;
        const name = `${place.kind === 'plan' ? 'plan' : place.node} ${place.population} ${reading}`;
        counts[name] = (counts[name] ?? 0) + delta;
      }
    }
  }
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}
