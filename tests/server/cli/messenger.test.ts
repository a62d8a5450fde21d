import { profileLimits } from '../../../bot/channels/messenger/profile';
import { unmarkedCommand, writtenCommand } from '../../../bot/dialogue/commands';
import { runCli } from '../../../server/cli/run';
import { languages, loadTexts } from '../../../server/i18n';
import { MessengerSimulator } from '../../support/messenger-simulator';

const platform = new MessengerSimulator('app-secret-of-the-app', 'token-of-the-page');
let address = '';
beforeAll(async () => {
  address = await platform.start();
});
afterAll(() => platform.stop());

describe('messenger set-up', () => {
  test('gives the page its start button, greeting, menu and events, in both languages', async () => {
    const { code, err } = await run(['messenger', 'set-up']);

    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('Done.') });
    const { profile, pageFields } = platform.platform;
    expect(profile.get('get_started')).toEqual({ payload: 'GET_STARTED' });
    for (const property of ['greeting', 'persistent_menu']) {
      expect(profile.get(property)).toMatchObject([{ locale: 'default' }, { locale: 'vi_VN' }, { locale: 'en_US' }, { locale: 'en_GB' }]);
    }
    expect(profile.has('ice_breakers')).toBe(false);
    expect([...pageFields]).toEqual(expect.arrayContaining(['messages', 'messaging_postbacks', 'messaging_referrals', 'message_echoes']));
    expect(pageFields.has('response_feedback')).toBe(false);
  });

  test('adds suggested questions when they are wanted, and takes them away when not', async () => {
    platform.clock.advance(600_000);

    expect((await run(['messenger', 'set-up', '--ice-breakers'])).code).toBe(0);
    expect(platform.platform.profile.get('ice_breakers')).toHaveLength(4);
    expect((await run(['messenger', 'set-up'])).code).toBe(0);
    expect(platform.platform.profile.has('ice_breakers')).toBe(false);
  });

  test('shows what it would send as JSON, and needs no page for that', async () => {
    const { code, out } = await run(['messenger', 'set-up', '--dry-run'], {});

    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      { method: 'POST', path: '/me/subscribed_apps' },
      { method: 'POST', path: '/me/messenger_profile', body: { get_started: { payload: 'GET_STARTED' } } },
      { method: 'DELETE', path: '/me/messenger_profile', body: { fields: ['ice_breakers'] } },
    ]);
  });

  test.each([
    {
      wrong: 'another page’s token',
      shell: () => ({ ...page(), MESSENGER_PAGE_TOKEN: 'expired' }),
      told: /code 190\..*MESSENGER_PAGE_TOKEN/,
    },
    {
      wrong: 'an address where nobody listens',
      shell: () => ({ ...page(), MESSENGER_API_URL: 'http://127.0.0.1:9' }),
      told: /cannot be reached/,
    },
    { wrong: 'no page at all', shell: () => secrets, told: /MESSENGER_PAGE_TOKEN are not set/ },
  ])('says what to do about $wrong, and never the token', async ({ shell, told }) => {
    const { code, err, out } = await run(['messenger', 'set-up'], shell());

    expect(code).toBe(1);
    expect(err).toMatch(told);
    expect(err + out).not.toMatch(new RegExp(`${platform.pageToken}|expired"`));
  });
});

describe.each(languages)('the page’s words in %s', (language) => {
  const say = loadTexts()(language, 'messenger');
  const menu = ['resume', 'menu', 'help', 'hotline', 'myData'].map((name) => say(`profile.menu.${name}`));
  const questions = ['start', 'help', 'hotline'].map((name) => say(`profile.questions.${name}`));

  test.each([...menu, ...questions])('"%s" is understood when it is tapped', (title) => {
    expect(writtenCommand(title) ?? unmarkedCommand(title)).toBeDefined();
  });

  test('keep the limits of the platform', () => {
    const { greeting, menuTitle, menuItems, question, questions: most } = profileLimits;

    expect(say('profile.greeting').length).toBeLessThanOrEqual(greeting);
    expect(menu.filter((title) => title.length > menuTitle)).toEqual([]);
    expect(questions.filter((title) => title.length > question)).toEqual([]);
    expect([menu.length <= menuItems, questions.length <= most]).toEqual([true, true]);
  });
});

const secrets = {
  SECRET_KEY: 'k7Q2mXw9Zr4Tn8Lb3Vf6Hs1Jd5Gp0Yc+',
  SERVICE_WORKER_KEY: 'Pa9Le3Wq7Um1Ok5Ij8Nh2Bg6Vf4Cd0Xs',
  AGENCY_NAME: 'Sở Y tế Hoa Ban',
  LANG: 'en_US.UTF-8',
};

function page(): Readonly<Record<string, string>> {
  const { appSecret: MESSENGER_APP_SECRET, pageToken: MESSENGER_PAGE_TOKEN } = platform;
  return { ...secrets, MESSENGER_APP_SECRET, MESSENGER_PAGE_TOKEN, MESSENGER_VERIFY_TOKEN: 'verify', MESSENGER_API_URL: address };
}

async function run(argv: readonly string[], shell: Readonly<Record<string, string>> = page()) {
  const lines = { out: [] as string[], err: [] as string[] };
  const code = await runCli(argv, {
    out: (line) => lines.out.push(line),
    err: (line) => lines.err.push(line),
    readStdin: async () => '',
    folder: __dirname,
    shell,
    now: () => new Date('2026-11-22T03:00:00Z'),
  });
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') };
}
