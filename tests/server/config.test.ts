import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkConfig, readConfig } from '../../server/config';
import { ConfigError } from '../../server/config-faults';
import { readEnvironment } from '../../server/environment';
import { settings } from '../../server/settings';

const secretKey = 'k7Q2mXw9Zr4Tn8Lb3Vf6Hs1Jd5Gp0Yc+';
const serviceWorkerKey = 'Pa9Le3Wq7Um1Ok5Ij8Nh2Bg6Vf4Cd0Xs';
const secrets = { SECRET_KEY: secretKey, SERVICE_WORKER_KEY: serviceWorkerKey, AGENCY_NAME: 'Sở Y tế Thử' };
const generated = { secretKey: 'demonstration', serviceWorkerKey: 'demonstration too' };

describe('the configuration', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'config-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  describe('when nothing is set', () => {
    it.each([
      { given: 'nothing at all', values: {} },
      { given: 'only a port and a log level', values: { PORT: '8080', LOG_LEVEL: 'debug' } },
      { given: 'empty names', values: { SECRET_KEY: '', MONGODB_URI: '  ' } },
    ])('is the demonstration with $given', ({ values }) => {
      expect(check(values)).toMatchObject({ config: { demo: true, secrets: generated } });
    });

    it.each([
      { because: 'a .env file is there', values: {}, file: '/srv/.env' },
      { because: 'a data folder is named', values: { DATA_DIR: '/srv/data' } },
      { because: 'a database is named', values: { MONGODB_URI: 'mongodb://localhost/x' } },
      { because: 'a channel is set up', values: { MESSENGER_APP_SECRET: 'x' } },
      { because: 'it is production', values: { NODE_ENV: 'production' } },
    ])('is a real installation when $because', ({ values, file }) => {
      const checked = checkConfig({ values, ...(file === undefined ? {} : { file }) }, [], () => generated);

      expect(checked).toMatchObject({
        faults: expect.arrayContaining([
          { name: 'SECRET_KEY', code: 'missing' },
          { name: 'SERVICE_WORKER_KEY', code: 'missing' },
          { name: 'AGENCY_NAME', code: 'no_agency' },
        ]),
      });
    });
  });

  describe('of the demonstration', () => {
    it('makes its secrets once, readable by the owner only, and keeps them', () => {
      const environment = { values: { DATA_DIR: folder } };

      const first = readConfig(environment, ['--demo']);
      const second = readConfig(environment, ['--demo']);

      expect(second.secrets).toEqual(first.secrets);
      expect(first.secrets.secretKey).not.toBe(first.secrets.serviceWorkerKey);
      expect(first.dataDir).toBe(join(folder, 'demo'));
      expect(statSync(join(folder, 'demo', 'secrets.json')).mode & 0o777).toBe(0o600);
    });

    it('reaches no real database, channel or secret, whatever is set around it', () => {
      const values = {
        ...secrets,
        MONGODB_URI: 'mongodb://real/db',
        MESSENGER_APP_SECRET: 'a',
        MESSENGER_VERIFY_TOKEN: 'b',
        MESSENGER_PAGE_TOKEN: 'c',
      };
      const checked = checkConfig({ values }, ['--demo'], () => generated);

      expect(checked).toMatchObject({ config: { demo: true, secrets: generated } });
      expect(checked).not.toHaveProperty('config.mongodbUri');
      expect(checked).not.toHaveProperty('config.messenger');
    });

    it('does not start on secrets it cannot read', () => {
      readConfig({ values: { DATA_DIR: folder } }, ['--demo']);
      writeFileSync(join(folder, 'demo', 'secrets.json'), '{"secretKey":"short"}');

      expect(() => readConfig({ values: { DATA_DIR: folder } }, ['--demo'])).toThrow();
    });
  });

  describe('of a real installation', () => {
    it('takes every setting from its name', () => {
      const values = { ...secrets, PORT: '8080', PUBLIC_URL: 'https://hl.example.vn/', ROLE: 'web, worker', MONGODB_URI: 'mongodb://db/x' };

      expect(check(values)).toMatchObject({
        config: { demo: false, port: 8080, publicUrl: 'https://hl.example.vn', roles: ['web', 'worker'], mongodbUri: 'mongodb://db/x' },
      });
    });

    it.each([
      { fault: 'a short secret', values: { SECRET_KEY: 'short' }, name: 'SECRET_KEY', code: 'too_short' },
      {
        fault: 'a sample secret',
        values: { SECRET_KEY: 'please-change-me-please-change-me-1234' },
        name: 'SECRET_KEY',
        code: 'well_known',
      },
      { fault: 'one letter repeated', values: { SERVICE_WORKER_KEY: 'a'.repeat(40) }, name: 'SERVICE_WORKER_KEY', code: 'well_known' },
      { fault: 'one secret for both', values: { SERVICE_WORKER_KEY: secretKey }, name: 'SERVICE_WORKER_KEY', code: 'same_secret' },
      { fault: 'a port that is none', values: { PORT: '70000' }, name: 'PORT', code: 'not_in_range', limits: { least: 0, most: 65535 } },
      { fault: 'a port in words', values: { PORT: 'http' }, name: 'PORT', code: 'not_in_range', limits: { least: 0, most: 65535 } },
      {
        fault: 'no messages at all',
        values: { MESSENGER_PER_SECOND: '0' },
        name: 'MESSENGER_PER_SECOND',
        code: 'not_in_range',
        limits: { least: 1, most: 100000 },
      },
      { fault: 'a content folder that is not there', values: { CONTENT_DIR: '/nowhere' }, name: 'CONTENT_DIR', code: 'no_content' },
      { fault: 'an agency without a name', values: { AGENCY_NAME: ' ' }, name: 'AGENCY_NAME', code: 'no_agency' },
      { fault: 'an address without http', values: { PUBLIC_URL: 'hl.example.vn' }, name: 'PUBLIC_URL', code: 'not_a_web_address' },
      { fault: 'an unknown role', values: { ROLE: 'web,worker,scheduler,cook' }, name: 'ROLE', code: 'not_a_role' },
      { fault: 'roles split without a database', values: { ROLE: 'web' }, name: 'ROLE', code: 'roles_need_mongodb' },
      { fault: 'another database', values: { MONGODB_URI: 'postgres://x' }, name: 'MONGODB_URI', code: 'not_a_mongodb_address' },
      { fault: 'production without a database', values: { NODE_ENV: 'production' }, name: 'MONGODB_URI', code: 'production_needs_mongodb' },
      { fault: 'half a channel', values: { ZALO_APP_ID: '1', ZALO_APP_SECRET: 'x' }, name: 'ZALO_OA_SECRET', code: 'channel_incomplete' },
    ])('refuses $fault', ({ values, name, code, limits }) => {
      expect(check({ ...secrets, ...values })).toEqual({ faults: [{ name, code, ...(limits === undefined ? {} : { limits }) }] });
    });

    it('accepts the embedded store in production when told so', () => {
      expect(check({ ...secrets, NODE_ENV: 'production', EMBEDDED_STORE: 'allow' })).toMatchObject({ config: { production: true } });
    });

    it('refuses an argument it does not know', () => {
      expect(checkConfig({ values: secrets }, ['--dmeo'], () => generated)).toEqual({
        faults: [{ name: '--dmeo', code: 'unknown_argument' }],
      });
    });

    it('names every fault at once, in both languages, with what to do and without a value', () => {
      const start = () => readConfig({ values: { DATA_DIR: folder, PORT: 'x', SECRET_KEY: 'tooshortbutsecret' } }, []);

      expect(start).toThrow(ConfigError);
      expect(start).toThrow(
        /SECRET_KEY: quá ngắn[\s\S]*SERVICE_WORKER_KEY: chưa đặt[\s\S]*npx hieu-luat init[\s\S]*SECRET_KEY: is too short/,
      );
      expect(start).toThrow(/PORT: phải là số nguyên từ 0 đến 65535/);
      expect(start).not.toThrow(/tooshortbutsecret/);
    });
  });

  describe('from a .env file', () => {
    it('reads it, and the shell wins', () => {
      writeFileSync(join(folder, '.env'), 'PORT=4000\nHOST="0.0.0.0" # everywhere\n');

      const environment = readEnvironment(folder, { PORT: '5000' });

      expect(environment).toEqual({ folder, file: join(folder, '.env'), values: { PORT: '5000', HOST: '0.0.0.0' } });
    });

    it('is content without one', () => {
      expect(readEnvironment(folder, { PORT: '5000' })).toEqual({ folder, values: { PORT: '5000' } });
    });
  });

  it('has help for every setting in both languages, and for nothing else', () => {
    const names = Object.keys(settings.shape).sort();

    for (const language of ['vi', 'en']) {
      const texts = JSON.parse(readFileSync(`content/locales/${language}/cli.json`, 'utf8'));
      expect(Object.keys(texts.config.help).sort()).toEqual(names);
    }
  });
});

function check(values: Readonly<Record<string, string>>) {
  return checkConfig({ values }, [], () => generated);
}
