import fc from 'fast-check';
import type { Delivery } from '../../../../server/widget/client/api';
import { backoffMs, createEventQueue, type QueueNews } from '../../../../server/widget/client/event-queue';
import type { ChatEvent } from '../../../../server/widget/client/protocol';

const message = (number: number): ChatEvent => ({ id: `id-${number}`, kind: 'message', text: `text ${number}` });

/** What became of a request: the server may have stored it although no answer came back. */
type Fate = 'answered' | 'lost' | 'answer-lost';

/** A server that stores events once by id, behind a line with a fate for each request; once the fates are used up the line is good. */
function setUp(fates: readonly Fate[]) {
  const stored: string[] = [];
  const news: QueueNews[] = [];
  const timers: (() => void)[] = [];
  const left = [...fates];
  const queue = createEventQueue(
    {
      deliver: async (events): Promise<Delivery> => {
        const fate = left.shift() ?? 'answered';
        if (fate === 'lost') return 'later';
        for (const { id } of events) if (!stored.includes(id)) stored.push(id);
        return fate === 'answered' ? 'delivered' : 'later';
      },
      stamp: () => '2026-11-22T00:00:00.000Z',
      later: (_ms, then) => {
        timers.push(then);
        return () => void timers.splice(timers.indexOf(then), 1);
      },
      changed: (one) => news.push(one),
    },
    [],
  );
  return { queue, stored, news, timers };
}

async function settle(timers: (() => void)[]): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  const next = timers.shift();
  if (next === undefined) return;
  next();
  await settle(timers);
}

describe('the queue of what a learner did', () => {
  test('whatever the line does, everything arrives once and in order', async () => {
    const fates = fc.array(fc.constantFrom<Fate>('answered', 'lost', 'answer-lost'), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fates, fc.integer({ min: 1, max: 45 }), async (line, count) => {
        const { queue, stored, timers } = setUp(line);

        const events = Array.from({ length: count }, (_none, index) => message(index));
        for (const event of events) queue.add(event);
        await settle(timers);

        expect(stored).toEqual(events.map(({ id }) => id));
        expect(queue.pending()).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('one strange event costs only itself', async () => {
    const stored: string[] = [];
    const news: QueueNews[] = [];
    const queue = createEventQueue(
      {
        deliver: async (events) => {
          if (events.some(({ id }) => id === 'id-2')) return 'refused';
          stored.push(...events.map(({ id }) => id));
          return 'delivered';
        },
        stamp: () => '',
        later: () => () => {},
        changed: (one) => news.push(one),
      },
      [message(1), message(2), message(3)],
    );

    queue.kick();
    await settle([]);

    expect(stored).toEqual(['id-1', 'id-3']);
    expect(news).toContainEqual({ kind: 'refused', ids: ['id-2'] });
  });

  test('keeps the time an event was made, however late it is sent', async () => {
    const sent: ChatEvent[] = [];
    const queue = createEventQueue(
      {
        deliver: async (events) => {
          sent.push(...events);
          return 'delivered';
        },
        stamp: () => 'now',
        later: () => () => {},
        changed: () => {},
      },
      [{ ...message(1), at: 'earlier' }, message(2)],
    );

    queue.kick();
    await settle([]);

    expect(sent.map(({ at }) => at)).toEqual(['earlier', 'now']);
  });

  test('waits longer and longer, but never more than half a minute', () => {
    expect([1, 2, 3, 5, 6, 1000].map(backoffMs)).toEqual([1000, 2000, 4000, 16_000, 30_000, 30_000]);
  });
});
