import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Manifest = {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly license?: string;
};

const product = manifest('package.json');
const store = manifest('server/storage/embedded/package.json');

describe('the dependencies', () => {
  it.each([
    { heading: 'In the product', listed: product.dependencies },
    { heading: 'In the embedded store', listed: store.dependencies },
    { heading: 'For development', listed: product.devDependencies },
  ])('are each explained: $heading', ({ heading, listed }) => {
    expect(rowsUnder(heading).map(([name]) => name)).toEqual(Object.keys(listed ?? {}).sort());
  });

  it('have the licence that is written down', () => {
    const rows = ['In the product', 'In the embedded store', 'For development'].flatMap(rowsUnder);
    const installed = rows.map(([name = '']) => [name, manifest(join('node_modules', name, 'package.json')).license]);

    expect(rows.map(([name, , , licence]) => [name, licence])).toEqual(installed);
  });

  it('are pinned to one version each', () => {
    const versions = [product.dependencies, product.devDependencies, store.dependencies].flatMap((list) => Object.values(list ?? {}));

    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});

function manifest(path: string): Manifest {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function rowsUnder(heading: string): readonly (readonly string[])[] {
  const page = readFileSync('server/decisions/dependencies.md', 'utf8');
  const section = page.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
  return rows
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}
