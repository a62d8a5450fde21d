import { get, type IncomingMessage } from 'node:http';
import express from 'express';
import session, { MemoryStore } from 'express-session';
import { saveBeforeRedirect } from '../../../server/staff/save-before-redirect';
import { listen } from '../console/open-console';

declare module 'express-session' {
  interface SessionData {
    note: string;
  }
}

/** A store that keeps everybody waiting until it is let go. */
class SlowStore extends MemoryStore {
  readonly waiting: (() => void)[] = [];
  override set(...args: Parameters<MemoryStore['set']>): void {
    this.waiting.push(() => super.set(...args));
  }
}

const store = new SlowStore();
let server: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
  const app = express();
  app.use(session({ secret: 'only for this test', store, resave: false, saveUninitialized: false }), saveBeforeRedirect);
  app.get('/note', (request, response) => {
    request.session.note = 'kept';
    response.redirect(303, '/elsewhere');
  });
  app.get('/nothing', (_request, response) => response.redirect(303, '/elsewhere'));
  app.get('/over', (request, response) => request.session.destroy(() => response.redirect('/elsewhere')));
  server = await listen(app);
});
afterAll(() => server.close());

/** The first line and the headers, which is all that a browser waits for. */
function headersOf(path: string): Promise<readonly [number | undefined, string | undefined]> {
  return new Promise((resolve, reject) => {
    const onAnswer = (answer: IncomingMessage) => resolve([answer.resume().statusCode, answer.headers.location]);
    get(`${server.url}${path}`, onAnswer).on('error', reject);
  });
}

describe('a redirect', () => {
  test('is not answered before what its request gave the session is stored', async () => {
    let answered = false;
    const answer = headersOf('/note').then((headers) => {
      answered = true;
      return headers;
    });
    while (store.waiting.length === 0) await new Promise(setImmediate);
    await headersOf('/nothing'); // as long as a whole other answer takes

    expect(answered).toBe(false);
    for (const save of store.waiting.splice(0)) save();
    expect(await answer).toEqual([303, '/elsewhere']);
  });

  test.each([
    { path: '/nothing', of: 'whose session was given nothing', status: 303 },
    { path: '/over', of: 'whose session is over', status: 302 },
  ])('stores nothing for somebody $of', async ({ path, status }) => {
    expect([await headersOf(path), store.waiting.length]).toEqual([[status, '/elsewhere'], 0]);
  });
});
