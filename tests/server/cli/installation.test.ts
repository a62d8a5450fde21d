import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStore } from '@hieu-luat/embedded-store';
import { runCli } from '../../../server/cli/run';
import { deriveKeys, seal } from '../../../server/keys';
import { getOrCreatePeople } from '../../../server/people/person';
import { isPassword } from '../../../server/staff/password';
import { areas } from '../../../server/storage/collections/areas';
import { evidenceRows } from '../../../server/storage/collections/evidence';
import { staff } from '../../../server/storage/collections/staff';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const agency = ['--agency-name', "Sở 'Y tế' Thử"];
const secrets = {
  AGENCY_NAME: 'Sở Y tế Thử',
  SECRET_KEY: 'k7Q2mXw9Zr4Tn8Lb3Vf6Hs1Jd5Gp0Yc+',
  SERVICE_WORKER_KEY: 'Pa9Le3Wq7Um1Ok5Ij8Nh2Bg6Vf4Cd0Xs',
};

describe('hieu-luat on an installation', () => {
  let folder = '';
  let database: TestDatabase;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cli-'));
    database = await openTestDatabase();
  });
  afterEach(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  describe('init', () => {
    it('asks whoever sits at the terminal for the agency', async () => {
      const ran = await run(['init', '--json'], { MONGODB_URI: database.uri }, '', async () => ' Sở Y tế Thử ');

      expect(ran.code).toBe(0);
      expect(readFileSync(join(folder, '.env'), 'utf8')).toMatch(/^AGENCY_NAME='Sở Y tế Thử'$/m);
    });

    it('writes secrets that only the owner may read, and an administrator who can sign in', async () => {
      const ran = await run(
        ['init', ...agency, '--name', 'Cán bộ thử', '--sign-in', 'Lan', '--json', '--public-url', 'https://hl.example.vn'],
        {
          MONGODB_URI: database.uri,
        },
      );

      expect(ran.code).toBe(0);
      expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600);
      const written = readFileSync(join(folder, '.env'), 'utf8');
      expect(written).toMatch(/^SECRET_KEY=.{40,}$/m);
      expect(written).toMatch(/^SERVICE_WORKER_KEY=.{40,}$/m);
      expect(written).toMatch(/^PUBLIC_URL=https:\/\/hl\.example\.vn$/m);
      const { id, password } = JSON.parse(ran.out);
      const officer = await staff(database.db).findById(id).lean();
      expect(officer).toMatchObject({ name: 'Cán bộ thử', signInName: 'lan', role: 'administrator', scope: { kind: 'everything' } });
      expect(await isPassword(officer?.password, password)).toBe(true);
    });

    it('leaves a configuration that the next command starts with', async () => {
      await run(['init', ...agency], { MONGODB_URI: database.uri });

      const checked = await run(['config', '--check', '--json']);
      expect(checked.code).toBe(0);
      expect(JSON.parse(checked.out).settings).toContainEqual(expect.objectContaining({ name: 'AGENCY_NAME', value: "Sở 'Y tế' Thử" }));
      expect((await run(['ledger', 'verify'], { MONGODB_URI: database.uri })).code).toBe(0);
    });

    it('keeps secrets out of what it prints', async () => {
      const ran = await run(['init', ...agency], { MONGODB_URI: database.uri });

      const secret = /^SECRET_KEY=(.+)$/m.exec(readFileSync(join(folder, '.env'), 'utf8'))?.[1] ?? 'none';
      expect(ran.out + ran.err).not.toContain(secret);
    });
  });

  describe('staff create', () => {
    it('takes the password from standard input and does not repeat it', async () => {
      const ran = await run(
        ['staff', 'create', '--name', 'An', '--sign-in', 'tran', '--role', 'officer', '--password-stdin'],
        real(),
        'một mật khẩu dài\n',
      );

      const officer = await staff(database.db).findOne({ signInName: 'tran' }).lean();
      expect([ran.code, await isPassword(officer?.password, 'một mật khẩu dài')]).toEqual([0, true]);
      expect(ran.out + ran.err).not.toContain('một mật khẩu dài');
    });

    it('fails when the name is taken, and leaves the first account as it was', async () => {
      const create = ['staff', 'create', '--name', 'An', '--sign-in', 'tran', '--role', 'officer', '--json'];
      const first = await run(create, real());
      const second = await run(create, real());

      const officers = await staff(database.db).find({}).lean();
      expect([first.code, second.code, second.out, officers.length]).toEqual([0, 1, '', 1]);
    });

    it('writes nothing on a dry run', async () => {
      const ran = await run(['staff', 'create', '--name', 'An', '--sign-in', 'tran', '--role', 'officer', '--dry-run'], real());

      expect([ran.code, await staff(database.db).countDocuments({})]).toEqual([0, 0]);
    });
  });

  describe('plan import', () => {
    it('imports the sample plan once, however often', async () => {
      const file = join(process.cwd(), 'content/plans/sample-2026-2030.yaml');
      const [first, second] = [
        await run(['plan', 'import', file, '--area', '68', '--json'], real()),
        await run(['plan', 'import', file, '--area', '68', '--json'], real()),
      ];

      expect([first.code, second.code]).toEqual([0, 0]);
      expect(second.out).toBe(first.out);
    });

    it.each([
      { what: 'a plan with faults', text: 'id: x\n', code: 3 },
      { what: 'a file that is no YAML', text: 'a: [', code: 3 },
      { what: 'a file that is not there', text: undefined, code: 1 },
    ])('answers $code to $what, with or without a dry run', async ({ text, code }) => {
      if (text !== undefined) writeFileSync(join(folder, 'plan.yaml'), text);

      const real_ = await run(['plan', 'import', 'plan.yaml', '--area', '68'], real());
      const dry = await run(['plan', 'import', 'plan.yaml', '--area', '68', '--dry-run']);

      expect([real_.code, dry.code]).toEqual([code, code]);
    });
  });

  describe('import and codes create', () => {
    const files = {
      areas: 'code,name,level,parent,valid_from,valid_to\n68,Lâm Đồng,province,,2025-07-01,\n68001,Xã Một,commune,68,2025-07-01,\n',
      organisations: 'id,name,kind,area,populations\nthpt-1,Trường Một,upper-secondary-school,68001,upper-secondary\n',
      groups: 'id,organisation,name,population\n10a1,thpt-1,10A1,upper-secondary\n',
      denominators:
        'kind,node,population,people,as_of,issuer,document,method,approver\norganisation,thpt-1,upper-secondary,600,2026-09-05,Sở,12/BC,đếm,Lan\n',
      codes: 'group,count,expires\n10a1,3,2027-05-31\n',
    };
    beforeEach(() => {
      for (const [kind, text] of Object.entries(files)) writeFileSync(join(folder, `${kind}.csv`), text);
    });

    it('takes a school from its area to codes that are printed once', async () => {
      const codes: number[] = [];
      for (const kind of ['areas', 'organisations', 'groups', 'denominators'])
        codes.push((await run(['import', kind, `${kind}.csv`], real())).code);
      const roster = await run(['import', 'codes', 'codes.csv'], real());
      const single = await run(['codes', 'create', '--group', '10a1', '--count', '2', '--expires', '2027-05-31', '--json'], real());
      const shared = await run(['codes', 'create', '--group', '10a1', '--expires', '2027-05-31'], real());

      expect([...codes, roster.code, single.code, shared.code]).toEqual([0, 0, 0, 0, 0, 0, 0]);
      expect(roster.out.split('\n')).toEqual([
        'group,code',
        ...Array.from({ length: 3 }, () => expect.stringMatching(/^10a1,[A-Z0-9]{8}$/)),
      ]);
      expect(JSON.parse(single.out).codes).toHaveLength(2);
      expect(shared.out).toMatch(/^[A-Z0-9]{6}$/);
    });

    it('names every fault at its line and writes no row', async () => {
      writeFileSync(join(folder, 'areas.csv'), `${files.areas}68002,Xã Hai,commune,99,2025-07-01,\n6 8,Xã Ba,village,68,1/7/2025,\n`);

      const ran = await run(['import', 'areas', 'areas.csv'], real());

      expect(ran.code).toBe(3);
      expect(ran.out).toMatch(/^areas\.csv:4: parent: .*99/m);
      expect(ran.out.match(/^areas\.csv:5: (code|level|valid_from): /gm)).toHaveLength(3);
      expect(await areas(database.db).countDocuments({ level: 'commune' })).toBe(0);
    });

    it('writes nothing on a dry run, and says what it would do', async () => {
      const ran = await run(['import', 'areas', 'areas.csv', '--dry-run', '--json'], real());

      expect(JSON.parse(ran.out)).toMatchObject({ dryRun: true, added: 1, changed: 1, errors: [] });
      expect(await areas(database.db).countDocuments({ level: 'commune' })).toBe(0);
    });

    it.each([
      { what: 'a file that is not there', file: 'nowhere.csv', says: /nowhere\.csv/ },
      { what: 'a file in another character set', file: 'latin.csv', says: /UTF-8/ },
    ])('says what is wrong with $what', async ({ file, says }) => {
      writeFileSync(join(folder, 'latin.csv'), Buffer.from('code,name\n1,Qu\xe2n\n', 'latin1'));

      const ran = await run(['import', 'areas', file], real());

      expect([ran.code, ran.out]).toEqual([1, '']);
      expect(ran.err).toMatch(says);
    });

    it.each([
      { what: 'a group nobody knows', argv: ['--group', 'none', '--expires', '2027-05-31'], code: 1 },
      { what: 'no codes at all', argv: ['--group', '10a1', '--expires', '2027-05-31', '--count', '0'], code: 2 },
      { what: 'codes for a province', argv: ['--group', '10a1', '--expires', '2027-05-31', '--count', '1000000'], code: 2 },
    ])('refuses $what', async ({ argv, code }) => {
      expect((await run(['codes', 'create', ...argv], real())).code).toBe(code);
    });
  });

  it.each([
    ['tallies', 'rebuild'],
    ['ledger', 'verify'],
    ['report', 'verify'],
  ])('runs %s %s on an empty installation', async (...command) => {
    const ran = await run([...command, '--json'], real());

    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toBeInstanceOf(Object);
  });

  describe('ledger verify', () => {
    it('exits 3 and names a row that says something else than what was sealed', async () => {
      const keys = deriveKeys(secrets.SECRET_KEY, secrets.SERVICE_WORKER_KEY);
      const person = (await getOrCreatePeople(database.db, keys, ['p1'], new Date())).get('p1');
      const row = { _id: 'row-1', person: 'p1', rung: 'reached', class: 'E3' } as const;
      const sealed = seal(person?.key ?? Buffer.alloc(32), Buffer.from(JSON.stringify(Object.entries(row))));
      await evidenceRows(database.db).create({ ...row, area: '68002', turn: 1, sealed });

      const ran = await run(['ledger', 'verify'], real());

      expect(ran.code).toBe(3);
      expect(ran.out).toMatch(/^row-1$/m);
    });
  });

  describe('a store of another installation', () => {
    beforeEach(async () => {
      await run(['ledger', 'verify'], real());
    });

    it.each([
      { other: 'another secret', settings: { SECRET_KEY: 'Qq3wE5rT7yU9iO1pA2sD4fG6hJ8kL0zX' }, says: /SECRET_KEY/ },
      {
        other: 'another secret for service workers',
        settings: { SERVICE_WORKER_KEY: 'Zx8Cv4Bn1Ml7Kj3Hg9Fd5Sa2Po6Iu0Yt' },
        says: /SERVICE_WORKER_KEY/,
      },
    ])('is refused with $other', async ({ settings, says }) => {
      const ran = await run(['ledger', 'verify'], { ...real(), ...settings });

      expect([ran.code, ran.out]).toEqual([1, '']);
      expect(ran.err).toMatch(says);
      expect(ran.err).not.toMatch(/ {4}at /);
    });
  });

  describe('with the embedded store', () => {
    it('works beside the server that has it open', async () => {
      mkdirSync(join(folder, 'data'));
      const store = await startEmbeddedStore({ dir: join(folder, 'data', 'store'), sync: false });

      const ran = await run(['staff', 'create', '--name', 'An', '--sign-in', 'tran', '--role', 'officer'], secrets);
      const again = await run(['staff', 'create', '--name', 'An', '--sign-in', 'tran', '--role', 'officer'], secrets);
      await store.stop();

      expect([ran.code, again.code]).toEqual([0, 1]);
    });

    it('refuses the demonstration’s store to a real installation', async () => {
      await run(['--demo', 'ledger', 'verify']);
      const ran = await run(['ledger', 'verify'], { DATA_DIR: join(folder, 'data', 'demo'), ...secrets });

      expect(ran.code).toBe(1);
      expect(ran.err).toMatch(/demonstration data/);
    });

    it('refuses a real store to the demonstration', async () => {
      await run(['ledger', 'verify'], { DATA_DIR: join(folder, 'data', 'demo'), ...secrets });
      const ran = await run(['--demo', 'ledger', 'verify']);

      expect(ran.code).toBe(1);
      expect(ran.err).toMatch(/holds real data/);
    });
  });

  function real() {
    return { ...secrets, MONGODB_URI: database.uri };
  }

  async function run(
    argv: readonly string[],
    shell: Readonly<Record<string, string>> = {},
    stdin = '',
    ask?: (question: string) => Promise<string>,
  ) {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runCli(argv, {
      out: (line) => void out.push(line),
      err: (line) => void err.push(line),
      readStdin: async () => stdin,
      ...(ask === undefined ? {} : { ask }),
      folder,
      shell,
      now: () => new Date('2026-11-22T03:00:00Z'),
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  }
});
