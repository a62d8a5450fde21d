import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { populations } from '../../../courses/model';
import { personCoverageIndicators } from '../../../server/reach/indicators/person-coverage';
import { isPlanOfRecord, planVersion, readPlanFile } from '../../../server/reach/plan';
import type { PlanFile } from '../../../server/reach/plan-file';
import { institutionPopulations, populationsOf } from '../../../server/reach/plan-populations';

const folder = join(__dirname, '../../../content/plans');
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

function load(name: string): { text: string; file: PlanFile } {
  const text = readFileSync(join(folder, name), 'utf8');
  const read = readPlanFile(text);
  if ('faults' in read) throw new Error(`${name}: ${read.faults.join('\n')}`);
  return { text, file: read.file };
}

function indicatorsOf(name: string) {
  const { text, file } = load(name);
  return personCoverageIndicators(planVersion(text, file, '68', new Date('2026-11-22T00:00:00Z')));
}

describe('the plans at hand', () => {
  test('hold 41 indicators', () => {
    const issued = names.filter((name) => !name.startsWith('sample')).map((name) => load(name).file);

    expect(issued).toHaveLength(5);
    expect(issued.flatMap(({ indicators }) => indicators)).toHaveLength(41);
  });

  test('all but the press article are plans of record', () => {
    const refused = names.filter((name) => !isPlanOfRecord(load(name).file));

    expect(refused).toEqual(['thanh-hoa-2021-2025.yaml']);
  });

  test.each([
    { name: 'ben-tre-2021-2025.yaml', indicators: ['BT-1.3a 7000', 'BT-1.3b 6000', 'BT-1.3c 7000'], reading: 'C' },
    { name: 'lam-dong-2021-2025.yaml', indicators: ['LD-1.3a 7000', 'LD-1.3b 6000', 'LD-1.3c 7000'], reading: 'C' },
    { name: 'sample-2026-2030.yaml', indicators: ['SP-1.3a 7000', 'SP-1.3b 6000', 'SP-1.3c 7000'], reading: 'C' },
    { name: 'lang-son-2022.yaml', indicators: ['LS-2a 10000', 'LS-2b 10000'], reading: 'A' },
    { name: 'bac-kan-2011-2015.yaml', indicators: [], reading: 'C' },
  ])('$name: $indicators are counted, reading $reading', ({ name, indicators, reading }) => {
    const { text, file } = load(name);

    expect(indicatorsOf(name).map(({ id, target }) => `${id} ${target.basisPoints}`)).toEqual(indicators);
    expect(planVersion(text, file, '68', new Date()).reading).toBe(reading);
  });

  test('a bare "70 %" is at least 70 and stays as it was written', () => {
    const [, workers, students] = indicatorsOf('lam-dong-2021-2025.yaml');

    expect(workers?.target).toEqual({ basisPoints: 6_000, strict: false, written: 'Ít nhất 60%' });
    expect(students?.target).toEqual({ basisPoints: 7_000, strict: false, written: '70%' });
    expect(students?.populations).toEqual(['upper-secondary', 'higher-education', 'vocational']);
  });

  test('every word of a plan for people stands for populations that exist', () => {
    const mapped = [...Object.values(populationsOf).flat(), ...Object.values(institutionPopulations)];

    expect(mapped.filter((population) => !populations.includes(population))).toEqual([]);
    for (const name of names) for (const indicator of indicatorsOf(name)) expect(indicator.populations.length).toBeGreaterThan(0);
  });

  test('only the sample is a sample', () => {
    expect(names.filter((name) => load(name).file.sample)).toEqual(['sample-2026-2030.yaml']);
  });
});

describe('a plan version', () => {
  const { text, file } = load('sample-2026-2030.yaml');

  test('is another for another letter or another area, and the same otherwise', () => {
    const id = (body: string, area: string) => planVersion(body, file, area, new Date())._id;

    expect(id(text, '68')).toBe(id(text, '68'));
    expect(id(`${text}\n`, '68')).not.toBe(id(text, '68'));
    expect(id(text, '01')).not.toBe(id(text, '68'));
  });

  test('runs from the first day of its first year to the last of its last', () => {
    expect(planVersion(text, file, '68', new Date())).toMatchObject({ from: '2026-01-01', to: '2031-01-01' });
  });
});

test.each([
  { what: 'no YAML at all', text: 'a: [' },
  {
    what: 'an indicator of no known kind',
    text: 'id: X\nsource_kind: full_text\nissuer: A\nnumber: "1"\nissued: 2026-01-01\nperiod: {from: 2026, to: 2026}\nindicators: [{id: A, scope: core, kind: guess}]',
  },
  {
    what: 'a target over 100 %',
    text: 'id: X\nsource_kind: full_text\nissuer: A\nnumber: "1"\nissued: 2026-01-01\nperiod: {from: 2026, to: 2026}\nindicators: [{id: A, scope: core, kind: person_coverage, population: student, op: ">=", target_pct: 170}]',
  },
])('a file with $what is refused with a reason', ({ text }) => {
  const read = readPlanFile(text);

  expect('faults' in read && read.faults.length > 0).toBe(true);
});
