import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planLines } from '../../../server/plans/plan-lines';
import { readPlanFile } from '../../../server/reach/plan';

const folder = join(__dirname, '../../../content/plans');

function load(name: string) {
  const read = readPlanFile(readFileSync(join(folder, name), 'utf8'));
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  return read.file;
}

describe('the lines of a plan', () => {
  test('are all 41 indicators of the issued documents, each with its line and whom it is about', () => {
    const issued = readdirSync(folder).filter((name) => name.endsWith('.yaml') && !name.startsWith('sample'));
    const lines = issued.flatMap((name) => planLines(load(name)));

    expect(lines).toHaveLength(41);
    expect(lines.filter(({ line, about }) => line === undefined || about === '')).toEqual([]);
  });

  test.each([
    { id: 'BT-1.1', target: { kind: 'share', wording: 'bare', percent: 100 } },
    { id: 'BT-1.3b', target: { kind: 'share', wording: 'at_least', percent: 60 } },
    { id: 'BT-1.2', target: { kind: 'each_period', wording: 'at_least', count: 1 } },
    { id: 'BT-3.2', target: { kind: 'range', from: 3, to: 5 } },
  ])('keep the target of $id as it was written', ({ id, target }) => {
    const lines = planLines(load('ben-tre-2021-2025.yaml'));

    expect(lines.find((line) => line.id === id)?.target).toEqual(target);
  });
});
