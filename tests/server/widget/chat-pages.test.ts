import request from 'supertest';
import { loadTexts } from '../../../server/i18n';
import { citationStart } from '../../../server/widget/client/message-view';
import { type ChatServer, exitPath, startChatServer } from './chat-server';

const mostBytes = 60 * 1024;
const languages = ['vi', 'en'] as const;

describe('the chat page', () => {
  let server: ChatServer;

  beforeAll(async () => {
    server = await startChatServer(() => [], { demo: true });
  });
  afterAll(() => server.close());

  const load = (language: string) => request(server.url).get('/chat').set('Cookie', `hieu_luat_language=${language}`);
  const linked = (html: string) => [...html.matchAll(/(?:src|href)="([^"]+)"/g)].flatMap(([, url]) => url ?? []);

  test.each(languages)('the first load in %s, unpacked, is at most 60 KB', async (language) => {
    const page = await load(language);
    const files = linked(page.text).filter((url) => url.startsWith('/chat/assets/'));

    const bodies = await Promise.all(files.map((file) => request(server.url).get(file).set('Accept-Encoding', 'identity').buffer(true)));

    const bytes = [page.text, ...bodies.map(({ text, body }) => text ?? String(body))].map((body) => Buffer.byteLength(body));
    expect(files).toHaveLength(3);
    expect(bodies.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(mostBytes);
  });

  test('a phone that can takes it packed, and keeps the files for good', async () => {
    const page = await load('vi');
    const script = linked(page.text).find((url) => url.endsWith('.js')) ?? '';

    const response = await request(server.url).get(script).set('Accept-Encoding', 'br, gzip').buffer(true);

    expect(response.get('Content-Encoding')).toBe('br');
    expect(response.get('Cache-Control')).toContain('immutable');
    expect(response.text).toContain('EventSource');
  });

  test.each(languages)('in %s nothing is inline and nothing comes from elsewhere', async (language) => {
    const { text, headers } = await load(language);

    expect(text).not.toMatch(/<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=/);
    expect(linked(text).filter((url) => !/^(\/|#|tel:)/.test(url))).toEqual([]);
    expect(headers['content-security-policy']).toMatch(/default-src 'none';script-src 'self';style-src 'self'/);
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cache-control']).toBe('no-store');
  });

  test.each(languages)('in %s its title and name give away neither topic nor population', async (language) => {
    const { text } = await load(language);

    const shown = [/<title>(.*?)<\/title>/, /<h1>(.*?)<\/h1>/].map((pattern) => pattern.exec(text)?.[1] ?? '');
    expect(shown).toEqual(Array(2).fill(language === 'vi' ? 'Bài học ngắn' : 'Short lessons'));
  });

  test('without JavaScript it says so and gives numbers to call', async () => {
    const { text } = await load('vi');

    const noscript = /<noscript>(.*?)<\/noscript>/s.exec(text)?.[1];
    expect(noscript).toContain('JavaScript');
    expect(noscript).toContain('href="tel:111"');
  });

  test('quick exit works without JavaScript', async () => {
    const response = await request(server.url).post('/chat/leave');

    expect(response.status).toBe(303);
    expect(response.get('Location')).toBe(`${server.url}${exitPath}`);
    const gone = response.get('Set-Cookie')?.map((cookie) => /^(\w+)=; .*Expires=Thu, 01 Jan 1970/.exec(cookie)?.[1]);
    expect(gone).toEqual(['hieu_luat_chat', 'hieu_luat_open', 'hieu_luat_language', 'hieu_luat_browser']);
  });

  test('a demonstration is marked', async () => {
    expect((await load('vi')).text).toContain('Bản trình diễn');
  });

  test('choosing a language is kept and leaves the address clean', async () => {
    const response = await request(server.url).get('/chat?lang=en');

    expect(response.get('Location')).toBe('/chat');
    expect(response.get('Set-Cookie')?.[0]).toContain('hieu_luat_language=en');
  });

  test.each([
    { link: '/j/THPT-4821', to: '/chat?c=THPT-4821' },
    { link: `/j/${encodeURIComponent('lớp10')}`, to: `/chat?c=${encodeURIComponent('lớp10')}` },
    { link: '/j/https:%2F%2Felsewhere', to: '/chat' },
    { link: `/j/${'A'.repeat(200)}`, to: '/chat' },
    { link: '/j/THPT-4821/messenger', to: 'https://m.me/bai.hoc.ngan?ref=THPT-4821' },
    { link: `/j/${encodeURIComponent('lớp10')}/messenger`, to: 'https://m.me/bai.hoc.ngan' },
    { link: '/j/https:%2F%2Felsewhere/messenger', to: 'https://m.me/bai.hoc.ngan' },
    { link: '/j/THPT-4821/elsewhere', to: '/chat?c=THPT-4821' },
  ])('a join link $link leads to $to', async ({ link, to }) => {
    const response = await request(server.url).get(link);

    expect({ status: response.status, to: response.get('Location') }).toEqual({ status: 303, to });
  });
});

test.each(languages)("the page knows the bot's source lines in %s by how they begin", (language) => {
  const bot = loadTexts()(language, 'bot');

  for (const key of ['question.sources', 'result.sources']) expect(bot(key, { sources: 'x' })).toMatch(citationStart);
});
