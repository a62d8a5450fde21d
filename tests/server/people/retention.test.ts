import { readFileSync } from 'node:fs';
import { retention } from '../../../server/people/retention';
import { repositoryFiles } from '../../check/repository-files';

const files = repositoryFiles('server/storage/collections').map((file) => readFileSync(file, 'utf8'));
const named = files.flatMap((text) => [...text.matchAll(/\bcollection(?:<[^>]*>)?\('([^']+)'/g)].map(([, name = '']) => name));

test('every collection has a rule for how long its rows are kept', () => {
  expect(named.filter((name) => !(name in retention))).toEqual([]);
});

test('a rule that the store applies has its index', () => {
  const byStore = Object.entries(retention).filter(([, rule]) => rule.kept === 'for' && rule.by === 'store');
  const without = byStore.filter(([name, rule]) => {
    const file = files.find((text) => text.includes(`'${name}'`)) ?? '';
    return (
      named.includes(name) && rule.kept === 'for' && !new RegExp(`index\\(\\{ ${rule.field}: -?1 \\}, \\{ expireAfterSeconds`).test(file)
    );
  });

  expect(without.map(([name]) => name)).toEqual([]);
});

test('the page for offices names each rule', () => {
  const page = readFileSync('docs/retention.md', 'utf8');

  expect(Object.keys(retention).filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
});
