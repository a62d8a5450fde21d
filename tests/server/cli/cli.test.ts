import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../../server/cli/run';

const strongKey = 'k7Q2mXw9Zr4Tn8Lb3Vf6Hs1Jd5Gp0Yc+';

describe('hieu-luat', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cli-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  describe('used wrongly', () => {
    it.each([
      { call: 'without a command', argv: [] },
      { call: 'with an unknown command', argv: ['dance'] },
      { call: 'with an unknown option', argv: ['config', '--check', '--loud'] },
      { call: 'without a needed option', argv: ['staff', 'create', '--name', 'Lan'] },
      { call: 'with a day that does not exist', argv: ['content', 'check', '--on', '2027-02-30'] },
      { call: 'with a day in another form', argv: ['content', 'check', '--on', '1/2/2027'] },
      {
        call: 'with a password too short',
        argv: ['staff', 'create', '--name', 'Lan', '--sign-in', 'lan', '--role', 'viewer', '--password-stdin'],
        stdin: 'short',
      },
      { call: 'with an address that is none', argv: ['init', '--public-url', 'hieuluat'] },
    ])('exits 2 and writes nothing as a result: $call', async ({ argv, stdin }) => {
      const ran = await run(argv, { stdin });

      expect([ran.code, ran.out]).toEqual([2, '']);
      expect(ran.err).not.toBe('');
    });
  });

  describe('help', () => {
    it.each([
      { lang: 'vi_VN.UTF-8', words: /Ví dụ:\n {2}npx hieu-luat content check/ },
      { lang: 'en_US.UTF-8', words: /Examples:\n {2}npx hieu-luat content check/ },
      { lang: undefined, words: /Ví dụ/ },
    ])('has examples, in the language of the terminal: $lang', async ({ lang, words }) => {
      const { code, out, err } = await run(['content', 'check', '--help'], { shell: { LANG: lang } });

      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(words);
    });
  });

  describe('config --check', () => {
    it('says that without a configuration there is the demonstration, and makes none', async () => {
      const ran = await run(['config', '--check', '--json']);

      expect(ran.code).toBe(0);
      expect(JSON.parse(ran.out)).toMatchObject({ demo: true, faults: [] });
      expect(() => statSync(join(folder, 'data'))).toThrow(/ENOENT/);
    });

    it('lists every fault at once and exits 3', async () => {
      writeFileSync(join(folder, '.env'), 'SECRET_KEY=short\nPORT=x\n');

      const ran = await run(['config', '--check', '--json']);

      expect(ran.code).toBe(3);
      expect(JSON.parse(ran.out).faults.map(({ name }: { readonly name: string }) => name)).toEqual([
        'PORT',
        'SECRET_KEY',
        'SERVICE_WORKER_KEY',
        'AGENCY_NAME',
      ]);
    });

    it.each(['--json', '--check'])('shows no secret (%s)', async (flag) => {
      const ran = await run(['config', '--check', flag], {
        shell: { SECRET_KEY: strongKey, MONGODB_URI: 'mongodb://u:pw@db/x', PORT: '4000' },
      });

      expect(ran.out).toContain('4000');
      expect(ran.out + ran.err).not.toContain(strongKey);
      expect(ran.out + ran.err).not.toContain('u:pw');
    });
  });

  describe('content check', () => {
    it('passes on the content that comes with the product', async () => {
      const ran = await run(['content', 'check', '--on', '2026-11-22', '--json']);

      expect(ran.code).toBe(0);
    });

    it('exits 3 and points at the place of each fault', async () => {
      writeFileSync(join(folder, 'sources.yaml'), 'documents: [\n');

      const ran = await run(['content', 'check', '--folder', folder]);

      expect(ran.code).toBe(3);
      expect(ran.out).toMatch(/^sources\.yaml:\d+:\d+ .+ \[yaml_syntax\]/m);
    });
  });

  describe('init', () => {
    it('writes nothing without the agency that answers for the programme', async () => {
      const ran = await run(['init'], { shell: { LANG: 'en_US.UTF-8' } });

      expect([ran.code, ran.out]).toEqual([2, '']);
      expect(ran.err).toMatch(/--agency-name/);
      expect(() => statSync(join(folder, '.env'))).toThrow(/ENOENT/);
    });

    it('overwrites no configuration', async () => {
      writeFileSync(join(folder, '.env'), 'SECRET_KEY=kept\n');

      const ran = await run(['init']);

      expect([ran.code, ran.out]).toEqual([1, '']);
      expect(readFileSync(join(folder, '.env'), 'utf8')).toBe('SECRET_KEY=kept\n');
    });

    it('writes nothing on a dry run', async () => {
      const ran = await run(['init', '--dry-run']);

      expect([ran.code, ran.out]).toEqual([0, '']);
      expect(() => statSync(join(folder, '.env'))).toThrow(/ENOENT/);
    });

    it('fails plainly where it may not write', async () => {
      chmodSync(folder, 0o500);
      const target = process.getuid?.() === 0 ? join(folder, 'not-there') : folder;

      const ran = await run(['init', '--agency-name', 'Sở Y tế Thử'], { folder: target });

      expect([ran.code, ran.out]).toEqual([1, '']);
      expect(ran.err).not.toMatch(/ {4}at /);
    });
  });

  type Setting = { readonly stdin?: string | undefined; readonly shell?: Record<string, string | undefined>; readonly folder?: string };

  async function run(argv: readonly string[], { stdin = '', shell = {}, folder: at = folder }: Setting = {}) {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runCli(argv, {
      out: (line) => void out.push(line),
      err: (line) => void err.push(line),
      readStdin: async () => stdin,
      folder: at,
      shell,
      now: () => new Date('2026-11-22T03:00:00Z'),
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  }
});
