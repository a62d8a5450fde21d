import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const forbidden = [
  { rule: 'courses-know-nothing-above', file: 'courses/a.ts', imports: '../bot/b' },
  { rule: 'the-bot-knows-no-server', file: 'bot/c.ts', imports: '../server/s' },
  { rule: 'the-bot-knows-no-server', file: 'bot/d.ts', imports: '../server/s', typeOnly: true },
  { rule: 'the-bot-knows-no-server', file: 'bot/page.tsx', imports: '../server/s', rest: 'export const page = <p class="lead">{"…"}</p>;' },
  { rule: 'the-server-knows-no-tests', file: 'server/t.ts', imports: '../tests/support' },
  { rule: 'courses-and-dialogue-are-pure', file: 'courses/reads.ts', imports: 'node:fs' },
  { rule: 'courses-and-dialogue-are-pure', file: 'bot/dialogue/reads.ts', imports: 'fs/promises' },
  { rule: 'courses-and-dialogue-are-pure', file: 'bot/dialogue/stores.ts', imports: 'mongoose' },
  { rule: 'courses-and-dialogue-are-pure', file: 'bot/dialogue/serves.ts', imports: 'express' },
  { rule: 'channels-are-strangers', file: 'bot/channels/web/index.ts', imports: '../zalo/index' },
  { rule: 'one-door-to-the-embedded-store', file: 'server/storage/other.ts', imports: '@hieu-luat/embedded-store' },
  { rule: 'one-door-to-the-embedded-store', file: 'server/around.ts', imports: './storage/embedded/src/index' },
  { rule: 'the-embedded-store-stands-alone', file: 'server/storage/embedded/src/leak.ts', imports: '../../../s' },
  { rule: 'browsers-get-no-server-code', file: 'server/widget/client/page.ts', imports: '../../s' },
  { rule: 'no-cycles', file: 'server/round.ts', imports: './trip' },
  { rule: 'resolvable', file: 'server/lost.ts', imports: './nowhere' },
];
const allowed = [
  { file: 'bot/b.ts', imports: '../courses/reads' },
  { file: 'server/s.ts', imports: '../bot/b' },
  { file: 'courses/load-courses.ts', imports: 'node:fs' },
  { file: 'bot/channels/zalo/index.ts', imports: '../channel' },
  { file: 'bot/channels/registry.ts', imports: './zalo/index' },
  { file: 'server/storage/connect.ts', imports: '@hieu-luat/embedded-store' },
  { file: 'server/trip.ts', imports: './round' },
  { file: 'server/widget/client/own.ts', imports: './part' },
];
const bare = [
  'bot/channels/channel.ts',
  'tests/support.ts',
  'server/storage/embedded/src/index.ts',
  'server/storage/embedded/dist/index.js',
  'server/widget/client/part.ts',
];

describe('the direction of imports', () => {
  let folder = '';
  let violations: readonly string[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'directions-'));
    for (const entry of [...forbidden, ...allowed]) write(folder, entry.file, importing(entry));
    for (const file of bare) write(folder, file, 'export const here = 1;\n');
    write(folder, 'server/storage/embedded/package.json', '{"main":"dist/index.js"}');
    mkdirSync(join(folder, 'node_modules', '@hieu-luat'), { recursive: true });
    symlinkSync(join(folder, 'server', 'storage', 'embedded'), join(folder, 'node_modules', '@hieu-luat', 'embedded-store'));
    for (const name of ['mongoose', 'express']) symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name));
    violations = await violationsIn(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(forbidden)('$rule: $file may not import $imports', ({ rule, file }) => {
    expect(violations).toContain(`${rule} ${file}`);
  });

  it.each(allowed.filter(({ file }) => file !== 'server/trip.ts'))('$file may import $imports', ({ file }) => {
    expect(violations.filter((violation) => violation.endsWith(` ${file}`))).toEqual([]);
  });
});

function importing({
  imports,
  typeOnly = false,
  rest = '',
}: {
  readonly imports: string;
  readonly typeOnly?: boolean;
  readonly rest?: string;
}): string {
  const what = typeOnly ? 'import type { here }' : 'import * as here';
  return `${what} from '${imports}';\nexport ${typeOnly ? 'type There = typeof here' : 'const there = here'};\n${rest}`;
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function violationsIn(folder: string): Promise<readonly string[]> {
  const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const readTsx = ['--import', resolve('.ci/read-tsx.mjs')];
  const args = [...readTsx, program, '--config', resolve('.dependency-cruiser.cjs'), '--output-type', 'json', 'courses', 'bot', 'server'];
  return new Promise((done) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 }, (_error, output) => {
      const { summary } = JSON.parse(output);
      done(
        summary.violations.map(
          (one: { readonly rule: { readonly name: string }; readonly from: string }) => `${one.rule.name} ${one.from}`,
        ),
      );
    });
  });
}
