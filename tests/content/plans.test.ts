import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readPlanFile } from '../../server/reach/plan';
import type { PlanFile } from '../../server/reach/plan-file';
import { contentFolder } from './content-folder';
import { sourcesFolder } from './read-curriculum';

const plansFolder = join(contentFolder, 'plans');
const handedOver = join(sourcesFolder, 'plans');
const names = readdirSync(handedOver).sort();

/** What the product adds to the files as they were handed over. */
const added: ReadonlySet<string> = new Set(['owners', 'calendar', 'tasks']);

function load(name: string): PlanFile {
  const read = readPlanFile(readFileSync(join(plansFolder, name), 'utf8'));
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  return read.file;
}

function textOf({ seed }: PlanFile): readonly string[] {
  return readFileSync(join(plansFolder, 'source', String(seed)), 'utf8').split('\n');
}

describe('the five documents as data', () => {
  test.each([
    ['bac-kan-2011-2015.yaml', '13a1453c15d728ec635dfe4b573cf093970281dd6ab6aa67ebf97cacf626de7e'],
    ['ben-tre-2021-2025.yaml', '03338dfba25f359d54f46e65abf41d7b3e99ec2659bf9b63bfac9f098af376d0'],
    ['lam-dong-2021-2025.yaml', '6934a9e04c2dc3d30358f28b2cfddad63bfba0ad3fc5e27019fe178ba1acdaaf'],
    ['lang-son-2022.yaml', '6fcd201e301310b23526df1dd82df26d0c3f16f0e6b28a648f9341ad69638715'],
    ['thanh-hoa-2021-2025.yaml', '48504494a6a030a559b7ccd83cf66dc5d1dcda68a091262eaad471263c2d2153'],
  ])('%s: the copy is as it was handed over', (name, hash) => {
    const digest = createHash('sha256')
      .update(readFileSync(join(handedOver, name)))
      .digest('hex');

    expect(digest).toBe(hash);
  });

  test.each(names)('%s: nothing that was handed over is dropped or altered', (name) => {
    const theirs: unknown = parse(readFileSync(join(handedOver, name), 'utf8'), { schema: 'core' });
    const ours: unknown = parse(readFileSync(join(plansFolder, name), 'utf8'), { schema: 'core' });

    expect(withoutAdded(ours)).toEqual(theirs);
  });

  test('hold all 41 indicators', () => {
    expect(names.flatMap((name) => load(name).indicators)).toHaveLength(41);
  });
});

describe('the trace of a plan to its text', () => {
  test.each(names)('%s: each target stands near the line it names', (name) => {
    const file = load(name);
    const lines = textOf(file);

    const astray = file.indicators.filter((one) => !numbersOf(one).every((number) => near(lines, one.line ?? 0).includes(number)));

    expect(astray.map(({ id }) => id)).toEqual([]);
  });

  test.each(names)('%s: each task is the text from its line on, word for word', (name) => {
    const file = load(name);
    const lines = textOf(file);

    const astray = file.tasks.filter(({ line, text }) => !collapsed(lines.slice((line ?? 0) - 1, (line ?? 0) + 14)).includes(text));

    expect(astray.map(({ line }) => line)).toEqual([]);
    expect(file.tasks.length).toBeGreaterThan(3);
  });

  test.each(names)('%s: owners and reports stand on a line that tells somebody to do something', (name) => {
    const file = load(name);
    const told = new Set([...file.tasks.map(({ line }) => line), ...file.indicators.map(({ line }) => line)]);

    const astray = [...file.indicators.flatMap(({ owners }) => owners), ...file.calendar].filter(({ line }) => !told.has(line ?? 0));

    expect(astray).toEqual([]);
  });
});

function withoutAdded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAdded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (added.has(key) ? [] : [[key, withoutAdded(inner)]])));
}

function numbersOf(indicator: PlanFile['indicators'][number]): readonly string[] {
  if ('target_pct' in indicator) return [`${indicator.target_pct}%`];
  if ('target_range_pct' in indicator) return indicator.target_range_pct.map(String);
  return 'target_count' in indicator ? [String(indicator.target_count)] : [];
}

/** A sentence of the older texts runs over a few lines. */
function near(lines: readonly string[], line: number): string {
  return collapsed(lines.slice(line - 1, line + 3));
}

function collapsed(lines: readonly string[]): string {
  return lines.join(' ').replace(/\s+/g, ' ');
}
