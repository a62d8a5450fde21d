import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../courses/model';
import { copyApprovedContent } from '../support/approved-content';
import { traceOf } from '../support/conversation-trace';
import { takeLesson } from '../support/lesson-by-phone';
import { PhoneLearner } from '../support/phone-learner';
import { phones } from '../support/phones';
import { startThreePlatforms, type ThreePlatforms } from '../support/three-platforms';

const ways = [
  { name: 'web', channel: 'web', shows: 'text' },
  { name: 'messenger', channel: 'messenger', shows: 'text' },
  { name: 'zalo-text', channel: 'zalo', shows: 'text' },
  { name: 'zalo-buttons', channel: 'zalo', shows: 'lists' },
] as const;

const contentDir = copyApprovedContent();
let platforms: Readonly<Record<'text' | 'lists', ThreePlatforms>>;
beforeAll(async () => {
  platforms = { text: await startThreePlatforms({ contentDir }), lists: await startThreePlatforms({ contentDir, zaloShows: 'lists' }) };
});
afterAll(async () => {
  await platforms.text.close();
  await platforms.lists.close();
  rmSync(contentDir, { recursive: true });
});

/** From the first hello to what comes after the result. */
async function learn({ channel, shows }: (typeof ways)[number], language: Language, code: number): Promise<PhoneLearner> {
  const { product, settled } = platforms[shows];
  const learner = new PhoneLearner(phones[channel](platforms[shows]), settled);
  await takeLesson(learner, { language, code: product.codes[code] ?? '', pause: () => product.advance(30_000) });
  return learner;
}

describe.each(['vi', 'en'] as const)('a lesson in %s', (language) => {
  const learners = new Map<string, PhoneLearner>();

  test.each(ways)('on $name reads as written down', async (way) => {
    const place = ways.indexOf(way) + (language === 'en' ? ways.length : 0);
    const learner = await learn(way, language, place);
    learners.set(way.name, learner);

    expectWrittenDown(`${way.name}.${language}.txt`, `${learner.transcript.join('\n\n')}\n`, platforms[way.shows].product.codes[place]);
  });

  test('leaves the same session, attempts and evidence on each', async () => {
    const traces = await Promise.all(
      ways.map(({ name, shows }) => traceOf(platforms[shows].product, learners.get(name)?.phone.conversation() ?? '')),
    );

    const [web] = traces;
    expect(web?.attempts.filter((line) => line.includes('"completion"'))).toHaveLength(1);
    expect(web?.evidence.filter((line) => line.includes('"reached"'))).toHaveLength(1);
    for (const trace of traces) expect(trace).toEqual(web);
  });
});

test('a worker with an old phone, who has no code, learns, stops and has everything deleted by typing alone', async () => {
  const worker = new PhoneLearner(phones.zalo(platforms.text), platforms.text.settled);

  await worker.begin();
  for (const place of [2, 0, 3, 0, 0, 0, 0, 0]) await worker.choose(place); // 18 or over … a worker … three times yes … the lesson
  await worker.sendPicture();
  await worker.choose(0);
  for (const words of ['dung', 'dữ liệu của tôi', 'xoa du lieu']) await worker.say(words);
  await worker.choose(0);

  expect(worker.transcript.filter((line) => line.startsWith('> ['))).toEqual([]);
  expectWrittenDown('zalo-text.worker.vi.txt', `${worker.transcript.join('\n\n')}\n`);
});

test('no platform had to refuse anything', () => {
  for (const { meta, zalo } of [platforms.text, platforms.lists]) {
    expect(meta.refused).toEqual([]);
    expect(zalo.platform.violations.list()).toEqual([]);
  }
});

/** With `WRITE_TRANSCRIPTS=1` they are written anew, for a person to read in the change. */
function expectWrittenDown(name: string, said: string, code = ' no code '): void {
  const path = join(__dirname, '../transcripts', name);
  const text = said.replaceAll(code, 'XXXX-XXXX').replace(/\b[A-Z0-9]{5}-[A-Z0-9]{5}\b/g, 'XXXXX-XXXXX'); // a receipt's number is drawn
  if (process.env.WRITE_TRANSCRIPTS === '1') writeFileSync(path, text);
  expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(text);
}
