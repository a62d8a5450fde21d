import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryFiles } from './repository-files';

const code = repositoryFiles().filter((file) => /\.(ts|tsx|mjs)$/.test(file));
/** Folders deep inside a part are explained by the README of that part. */
const parts =
  /^(courses|bot|server|bench|tests|bot\/(dialogue|botpress|channels|channels\/[a-z]+)|server\/[a-z]+|server\/storage\/embedded)$/;

describe('a newcomer', () => {
  it('finds a README in every folder with code', () => {
    const folders = [...new Set(code.map(dirname))].filter((folder) => parts.test(folder)).sort();
    const silent = folders.filter((folder) => !existsSync(join(folder, 'README.md')));

    expect(silent).toEqual([]);
  });

  it('reads a folder in a page: no README is longer', () => {
    const published = 'bot/zalo-oa-sdk/README.md'; // read on its own, recipes and all
    const readmes = repositoryFiles().filter((file) => /^(courses|bot|server|tests)\/.*README\.md$/.test(file) && file !== published);
    const long = readmes.filter((file) => readFileSync(file, 'utf8').split('\n').length > 80);

    expect(long).toEqual([]);
  });

  it.each(['courses', 'bot/dialogue'])('meets no clock, randomness or surroundings in %s', (folder) => {
    const unsteady =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\b|\brandomBytes\b|\bDateTime\.(now|local|utc)\(\)|\bprocess\.|\bperformance\.now\(|\bsetTimeout\(/;
    const found = code.filter((file) => file.startsWith(`${folder}/`) && unsteady.test(readFileSync(file, 'utf8')));

    expect(found).toEqual([]);
  });

  it('finds no file longer than 250 lines', () => {
    const product = code.filter((file) => /^(courses|bot|server)\//.test(file));
    const long = product.filter((file) => readFileSync(file, 'utf8').split('\n').length > 251);

    expect(long).toEqual([]);
  });

  it('meets no file named after nothing in particular', () => {
    const vague = code.filter((file) => /(^|[/-])(utils?|helpers?|manager|misc|common|info)([-.]|$)/.test(file));

    expect(vague).toEqual([]);
  });

  it('meets no path of somebody’s machine', () => {
    const texts = repositoryFiles().filter(
      (file) => /\.(tsx?|mjs|cjs|json|md|yaml|yml|css|csv)$/.test(file) && file !== 'package-lock.json',
    );
    const local = texts.filter((file) => /(^|[\s'"`(=:])\/(home|Users|work|root)\/[a-z]/m.test(readFileSync(file, 'utf8')));

    expect(local).toEqual([]);
  });

  it('meets no unfinished work', () => {
    const marks = new RegExp(['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].map((mark) => `\\b${mark}\\b`).join('|'));
    const unfinished = code.filter((file) => marks.test(readFileSync(file, 'utf8')));

    expect(unfinished).toEqual([]);
  });
});
