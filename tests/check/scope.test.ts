import { readFileSync } from 'node:fs';
import { repositoryFiles } from './repository-files';

/** Every collection of the store, by the name that reaches all of its rows. */
const collections = new Set(
  repositoryFiles('server/storage/collections').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/export const (\w+) = collection[<(]/g)].map(([, name = '']) => name),
  ),
);

describe('the console', () => {
  test('reaches rows that belong to somebody only through a door that takes the bounds along', () => {
    const past = repositoryFiles('server/console').flatMap((file) => namesFrom(file).filter((name) => collections.has(name)));

    expect(collections.size).toBeGreaterThan(40);
    expect(past).toEqual([]);
  });
});

/** The names that a file imports from `storage/collections`; those of a type-only import are shapes. */
function namesFrom(file: string): readonly string[] {
  const imports = readFileSync(file, 'utf8').matchAll(/import (type )?\{([^}]+)\} from '[^']*storage\/collections\/[^']*'/g);
  return [...imports].flatMap(([, onlyTypes, names = '']) => {
    const given = names.split(',').map((name) => name.trim());
    return onlyTypes === undefined ? given.filter((name) => name !== '') : [];
  });
}
