import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import type { Fact, Membership } from '../../../../bot/dialogue/fact';
import { deriveKeys } from '../../../../server/keys';
import { getOrCreatePeople } from '../../../../server/people/person';
import { evidenceFromFacts } from '../../../../server/reach/evidence';
import type { LedgerRow } from '../../../../server/reach/model';
import { importPlan } from '../../../../server/reach/plan';
import { areas } from '../../../../server/storage/collections/areas';
import { type DenominatorRow, denominators } from '../../../../server/storage/collections/denominators';
import { evidenceRows } from '../../../../server/storage/collections/evidence';
import { type Organisation, organisations } from '../../../../server/storage/collections/organisations';
import { people } from '../../../../server/storage/collections/people';
import { plans } from '../../../../server/storage/collections/plans';
import { seals } from '../../../../server/storage/collections/seals';
import { serviceWorkerRows } from '../../../../server/storage/collections/service-worker-evidence';
import { tallies } from '../../../../server/storage/collections/tallies';
import { map } from './rows';

export const keys = deriveKeys('a secret of the installation', 'another secret, for service workers');

const school = (n: number, area: string): Organisation => ({
  _id: `S${n}`,
  name: `Trường ${n}`,
  kind: 'upper-secondary-school',
  area,
  populations: ['upper-secondary'],
});

export const schools: readonly Organisation[] = [school(1, '68001'), school(2, '68001'), school(3, '68002'), school(4, '68002')];

/** A province with four schools and the sample plan; every index is made. */
export async function buildProvince(db: Connection): Promise<{ readonly plan: string }> {
  for (const model of [areas, denominators, evidenceRows, organisations, people, plans, seals, serviceWorkerRows, tallies])
    await model(db).createIndexes();
  await areas(db).insertMany(map);
  await organisations(db).insertMany([...schools]);
  const text = readFileSync(join(__dirname, '../../../../content/plans/sample-2026-2030.yaml'), 'utf8');
  const imported = await importPlan(db, text, { area: '68', now: new Date('2026-01-01T00:00:00Z') });
  if ('faults' in imported) throw new Error(imported.faults.join('\n'));
  return { plan: imported.id };
}

export function denominator(
  kind: 'area' | 'organisation',
  node: string,
  population: DenominatorRow['population'],
  count: number,
): DenominatorRow {
  const asOf = '2026-09-15';
  const signed = { issuer: 'Sở GD&ĐT', document: '12/BC', method: 'đếm', approver: 'Sở Y tế' };
  return { _id: `${kind}:${node}:${population}:${asOf}`, kind, node, population, people: count, asOf, ...signed };
}

/** The ledger rows of one lesson done by one pupil at `at`, made as a turn makes them. */
export async function lessonBy(
  db: Connection,
  person: string,
  at: string,
  membership: Partial<Membership> = {},
  turn = 1,
  recalled?: 'asked' | 'answered' | 'right',
): Promise<readonly LedgerRow[]> {
  const found = (await getOrCreatePeople(db, keys, [person], new Date(at))).get(person);
  if (found === undefined) throw new Error(`${person} is erased`);
  const lesson = {
    at: Date.parse(at),
    lesson: 'k7',
    version: 'v1',
    attempt: 1,
    parts: ['law', 'knowledge'],
    sources: [],
    startedAt: Date.parse(at) - 300_000,
  } as const;
  const facts: readonly Fact[] =
    recalled !== undefined
      ? [{ kind: 'recalled', at: lesson.at, lesson: 'k7', version: 'v1', state: recalled }]
      : [
          { kind: 'met', ...lesson },
          { kind: 'completion', ...lesson, right: 6, asked: 6, passed: true, rule: '5-of-6', counts: true },
        ];
  return evidenceFromFacts({
    conversation: `web:web:${person}`,
    turn,
    facts,
    channel: 'web',
    person: found,
    membership: { population: 'upper-secondary', area: '68001', organisation: 'S1', identifiedBy: 'roster-code', ...membership },
    counted: true,
    ageBand: '18-plus',
    keys,
  });
}
