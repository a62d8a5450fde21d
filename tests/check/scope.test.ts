import { readFileSync } from 'node:fs';
import { repositoryFiles } from './repository-files';

/** What the console may take from a collection's file: its shape, and the door with bounds. */
const doors = /^(?:type .+|\w+Within)$/;

describe('the console', () => {
  test('reaches rows that belong to somebody only through a door that takes the bounds along', () => {
    const past = repositoryFiles('server/console').flatMap((file) => namesFrom(file).filter((name) => !doors.test(name)));

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
