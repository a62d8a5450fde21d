import fc from 'fast-check';
import { encodeValue } from '../../bot/dialogue/button-value';
import { signReplies } from '../../server/conversation/signed-value';
import { traceOf } from '../support/conversation-trace';
import { onboard, takeLesson } from '../support/lesson-by-phone';
import { PhoneLearner } from '../support/phone-learner';
import { type Phone, phones } from '../support/phones';
import { startThreePlatforms, type ThreePlatforms } from '../support/three-platforms';

const minute = 60_000;
const channels = ['web', 'messenger', 'zalo'] as const;
type ChannelName = (typeof channels)[number];

let platforms: ThreePlatforms;
let codes: Iterator<string>;
beforeAll(async () => {
  platforms = await startThreePlatforms({ codes: 60 });
  codes = platforms.codes.values();
});
afterAll(() => platforms.close());
beforeEach(() => {
  platforms.relay.repeats = false;
});

function newLearner(channel: ChannelName): PhoneLearner {
  return new PhoneLearner(phones[channel](platforms), platforms.settled);
}
const newCode = (): string => codes.next().value ?? '';
const traceOfPhone = ({ conversation }: Phone) => traceOf(platforms.product, conversation());

/** A whole lesson; with `luck`, every event comes three times, the third whenever luck has it, among what comes later. */
async function learn(channel: ChannelName, luck: readonly number[] = []): Promise<PhoneLearner> {
  const { relay, product } = platforms;
  const learner = newLearner(channel);
  let moment = 0;
  const bring = async (atMost: number): Promise<void> => {
    for (let left = atMost; left > 0 && relay.waiting > 0; left -= 1) await relay.bringOne(luck[moment++ % luck.length] ?? 0);
  };
  relay.repeats = luck.length > 0;
  const pause = (): Promise<void> => {
    product.advance(minute / 2);
    return bring((luck[moment % luck.length] ?? 0) % 4);
  };
  await takeLesson(learner, { language: 'vi', code: newCode(), pause });
  relay.repeats = false;
  await bring(relay.waiting);
  await learner.look();
  return learner;
}

jest.setTimeout(120_000);

describe.each(channels)('on %s', (channel) => {
  test('everything three times and late leaves the same session, attempts, completions and evidence, and gets one reply each', async () => {
    const once = await learn(channel);
    const expected = await traceOfPhone(once.phone);
    const luck = fc.array(fc.nat(), { minLength: 40, maxLength: 40 });

    await fc.assert(
      fc.asyncProperty(luck, async (numbers) => {
        const thrice = await learn(channel, numbers);

        expect(wordsOf(thrice)).toEqual(wordsOf(once));
        expect(await traceOfPhone(thrice.phone)).toEqual(expected);
      }),
      { numRuns: 2 },
    );
    expect(expected.attempts.filter((line) => line.includes('"completion"'))).toHaveLength(1);
    expect(expected.evidence.filter((line) => line.includes('"reached"'))).toHaveLength(1);
  });

  test('the taps of a lesson three times each and in any order leave the same attempts, completion and evidence', async () => {
    const inOrder = await tapLesson(channel, [...taps.keys()]);
    const three = [...taps.keys(), ...taps.keys(), ...taps.keys()];

    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(three, { minLength: three.length }), async (order) => {
        const shuffled = await tapLesson(channel, order);

        expect(shuffled.trace).toEqual(inOrder.trace);
        expect(shuffled.replies).toBeLessThanOrEqual(taps.length);
      }),
      { numRuns: 3 },
    );
    expect(inOrder.replies).toBe(taps.length);
    expect(inOrder.trace.evidence.filter((line) => line.includes('"reached"'))).toHaveLength(1);
  });
});

/** Every tap of a lesson of six messages and six questions: to the next message each time, then an answer to each question. */
const taps = [
  ...Array.from({ length: 6 }, (_, index) => ({ kind: 'next', index: index + 1 }) as const),
  ...['A', 'B', 'AD', 'A', 'A', 'D'].map((choice, question) => ({ kind: 'answer', question, choice }) as const),
];

/** Opens a lesson, reads it for as long as it takes, and taps in this order without waiting for a reply, as a platform that was away brings them. */
async function tapLesson(channel: ChannelName, order: readonly number[]) {
  const { product } = platforms;
  const learner = newLearner(channel);
  await onboard(learner, 'vi', newCode());
  await learner.choose(0);
  product.advance(5 * minute);
  const { session } = await traceOfPhone(learner.phone);
  const before = learner.count;
  const label = 'một nút';
  const values = taps.map((tap) => signed(learner.phone, encodeValue({ ...tap, lesson: session.lesson, attempt: 1 })));
  for (const place of order) {
    product.advance(3_000); // as somebody who reads: six answers in no time are asked about
    await learner.phone.tapValue(label, values[place] ?? '');
  }
  await learner.look();
  const { attempts, evidence } = await traceOfPhone(learner.phone);
  return { trace: { attempts, evidence }, replies: learner.count - before };
}

/** As the product signs the buttons it shows in that conversation. */
function signed(phone: Phone, value: string): string {
  const reply = { type: 'choice', payload: { text: '', options: [{ label: '', value }] } } as const;
  const [out] = signReplies(platforms.product.keys.of('button-value'), phone.conversation(), [reply]);
  return (out?.type === 'choice' ? out.payload.options[0]?.value : undefined) ?? '';
}

/** What the bot said, without the learner's own code. */
function wordsOf({ transcript }: PhoneLearner): readonly string[] {
  return transcript.filter((one) => one.startsWith('|'));
}
