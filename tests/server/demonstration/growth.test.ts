import { conversationId } from '../../../server/conversation/accept-event';
import { fromRow } from '../../../server/conversation/conversation-row';
import { Growth } from '../../../server/demonstration/growth';
import { importProvince } from '../../../server/demonstration/make-province';
import { type Newcomer, Newcomers } from '../../../server/demonstration/newcomers';
import { makeProvince, provinceCode } from '../../../server/demonstration/province';
import { slotsOf } from '../../../server/demonstration/slots';
import { characterOf, nextWords, pauseOf } from '../../../server/demonstration/synthetic-learner';
import { newSecrets } from '../../../server/demonstration-secrets';
import { type Running, start } from '../../../server/start';
import { native } from '../../../server/storage/collection';
import { conversations } from '../../../server/storage/collections/conversations';
import { inbox } from '../../../server/storage/collections/inbox';
import { eventually } from '../../support/eventually';
import { demonstrationConfig, leftBehind } from './support';

const at = new Date('2026-11-20T03:00:00Z');
const now = () => at;
const seed = 7;
const province = makeProvince(seed);
const people = slotsOf(province.organisations, seed, at, 12);
const secrets = newSecrets();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

describe('people who do not exist', () => {
  test('leave behind what the same people leave who go through inbox and lanes', async () => {
    const [grown, talked] = [await emptyProvince(), await emptyProvince()];

    await growthIn(grown).bringIn(people, () => undefined);
    await throughTheLanes(talked);

    const left = await leftBehind(grown.storage.db);
    expect(left.ledger.length).toBeGreaterThan(people.length / 2);
    expect(left).toEqual(await leftBehind(talked.storage.db));
  });

  test('who were interrupted come again, and nobody comes twice', async () => {
    const [whole, cut] = [await emptyProvince(), await emptyProvince()];
    await growthIn(whole).bringIn(people, () => undefined);

    await growthIn(cut).bringIn(people.slice(0, 5), () => undefined);
    const stopped = growthIn(cut);
    const during = stopped.bringIn(people, () => stopped.stop());
    await during;
    await growthIn(cut).bringIn(people, () => undefined);
    await growthIn(cut).bringIn(people, () => undefined);

    expect(await native(conversations(cut.storage.db)).countDocuments({})).toBe(people.length);
    expect(await leftBehind(cut.storage.db)).toEqual(await leftBehind(whole.storage.db));
  });

  test('are the same people at every start', () => {
    const again = slotsOf(makeProvince(seed).organisations, seed, at, 12);

    expect(again).toEqual(people);
    expect(slotsOf(province.organisations, seed, at, 8)).toEqual(people.slice(0, 8));
  });
});

async function emptyProvince(): Promise<Running> {
  const { config, remove } = demonstrationConfig(secrets);
  const running = await start(
    { ...config, area: provinceCode },
    {
      now,
      prepare: ({ storage }) => importProvince(storage.db, province, config.contentDir, at),
      pipeline: { now: Growth.clock(now) },
    },
  );
  closing.push(async () => {
    await running.stop();
    remove();
  });
  return running;
}

function growthIn({ storage, keys, pipeline, catalogue }: Running): Growth {
  return new Growth({ db: storage.db, keys, now, steps: pipeline.steps, lessonOf: (key, version) => catalogue.lesson(key, 'vi', version) });
}

async function throughTheLanes(running: Running): Promise<void> {
  const { storage, keys } = running;
  const newcomers = await new Newcomers({ db: storage.db, keys, now }).withCodes(people);
  await Promise.all(newcomers.map((newcomer) => talk(running, newcomer)));
  await eventually(async () => expect(await native(inbox(storage.db)).countDocuments({ open: { $exists: true } })).toBe(0));
}

/** As a browser would: an event in, then what the bot said. */
async function talk({ storage, keys, pipeline, catalogue }: Running, { slot, sender, code }: Newcomer): Promise<void> {
  const character = characterOf(slot.number + 1);
  const _id = conversationId(keys, 'web', 'web', sender);
  let time = slot.startedAt.getTime();
  let words: { kind: 'joined'; ref: string } | { kind: 'message'; text: string; value?: string } | undefined = {
    kind: 'joined',
    ref: code,
  };
  for (let turn = 1; words !== undefined; turn += 1) {
    time += pauseOf(character);
    const heard = new Promise<void>((done) => {
      const off = pipeline.feed.subscribe(sender, () => {
        off();
        done();
      });
    });
    await pipeline.accept([{ id: `${sender}:${turn}`, channel: 'web', account: 'web', sender, at: new Date(time), ...words }]);
    await heard;
    const row = await native(conversations(storage.db)).findOne({ _id }, { promoteBuffers: true });
    if (row === null) throw new Error('No conversation');
    const { session, turn: said } = fromRow(keys, row);
    const say = nextWords(character, session, said.replies, (key, version) => catalogue.lesson(key, 'vi', version));
    words = say === undefined ? undefined : { kind: 'message', ...say };
  }
}
