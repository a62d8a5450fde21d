import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTexts } from '../../../server/i18n';
import { type DryRun, dryRun } from '../../../server/rosters/dry-run';
import { proposeMapping } from '../../../server/rosters/mapping/propose-mapping';
import { readRosterFile } from '../../../server/rosters/reading/read-roster-file';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { nastyFiles } from './nasty-files';
import { createPlaces, keys, now } from './places';

const folder = join(__dirname, 'files');
const names = Object.keys(nastyFiles);

describe('the dry run of a list as an office sends it', () => {
  const say = loadTexts()('vi', 'rosters');
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await createPlaces(database.db);
  });
  afterAll(() => database.close());

  it.each(names)('%s: every row as a person would judge it', async (name) => {
    const text = await describeFile(readFileSync(join(folder, name)), name.startsWith('factory') ? 'sao-mai' : 'hoa-binh');

    expect(text).toBe(readFileSync(join(folder, `${name}.expected.txt`), 'utf8'));
  });

  it('has its expected outcome beside it, and is the file that the tests describe', () => {
    expect(readdirSync(folder).sort()).toEqual(names.flatMap((name) => [name, `${name}.expected.txt`]).sort());
    for (const name of names) expect(readFileSync(join(folder, name))).toEqual(nastyFiles[name]);
  });

  async function describeFile(bytes: Buffer, organisation: string): Promise<string> {
    const deps = { db: database.db, keys };
    const read = await readRosterFile(bytes);
    if ('refused' in read) return `refused: ${say(`refused.${read.refused.reason}`, read.refused.values)}\n`;
    const mappings = await proposeMapping(deps, organisation, read.file);
    const run = await dryRun(deps, { place: { organisation }, actor: 'secretary', file: read.file, mappings, now });
    return 'notTried' in run ? `not tried: ${run.notTried}\n` : describeRun(run);
  }

  function describeRun({ rows, skipped, hidden, unread, unknownGroups }: DryRun): string {
    const judged = rows.map(({ row, status, reason, values, group, remarks }) => {
      const read = [row.name, row.birth, row.code, row.phone, group].map((one) => one ?? '–').join(' | ');
      const said = [say(`reasons.${reason}`, values), ...remarks.map((remark) => say(`remarks.${remark}`))].join(' ');
      return { line: `${row.sheet} ${row.line}`.trim(), text: `${status}: ${read} → ${said}` };
    });
    const aside = skipped.map(({ sheet, line, reason }) => ({
      line: `${sheet} ${line}`.trim(),
      text: `skipped: ${say(`skipped.${reason}`)}`,
    }));
    const about = [
      ...(hidden.length === 0 ? [] : [`hidden: ${hidden.join(', ')}`]),
      ...(unread.length === 0 ? [] : [`unread: ${unread.map(({ heading }) => heading).join(', ')}`]),
      ...(unknownGroups.length === 0 ? [] : [`groups to make: ${unknownGroups.join(', ')}`]),
    ];
    return [...about, ...[...judged, ...aside].map(({ line, text }) => `${line} ${text}`), ''].join('\n');
  }
});
