import type { Fetched } from '../../../../server/widget/client/api';
import { createFollower, type FollowState, type Stream } from '../../../../server/widget/client/follower';
import type { ShownReply } from '../../../../server/widget/client/protocol';

type Listener = Parameters<Stream['addEventListener']>[1];

function setUp(answers: readonly Fetched[]) {
  const shown: number[] = [];
  const asked: number[] = [];
  const states: FollowState[] = [];
  const timers: { readonly ms: number; readonly then: () => void }[] = [];
  const streams: { readonly after: number; readonly listeners: Map<string, Listener>; closed: boolean }[] = [];
  const left = [...answers];
  const follower = createFollower({
    cursor: () => Math.max(0, ...shown),
    fetchReplies: async (after) => {
      asked.push(after);
      return left.shift() ?? { state: 'replies', replies: [] };
    },
    openStream: (after) => {
      const stream = { after, listeners: new Map<string, Listener>(), closed: false };
      streams.push(stream);
      return {
        addEventListener: (kind, listener) => void stream.listeners.set(kind, listener),
        close: () => {
          stream.closed = true;
        },
      };
    },
    later: (ms, then) => {
      const timer = { ms, then };
      timers.push(timer);
      return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
    },
    onReplies: (replies) => shown.push(...replies.map(({ cursor }) => cursor)),
    onState: (state) => states.push(state),
  });
  const push = (...cursors: readonly number[]) =>
    streams.at(-1)?.listeners.get('replies')?.({ data: JSON.stringify({ replies: cursors.map(raw) }) });
  return { follower, shown, asked, states, timers, streams, push, breakStream: () => streams.at(-1)?.listeners.get('error')?.({}) };
}

const raw = (cursor: number) => ({ cursor, type: 'text', payload: { text: `reply ${cursor}` } });
const replies = (...cursors: readonly number[]): Fetched => ({
  state: 'replies',
  replies: cursors.map((cursor): ShownReply => ({ cursor, text: `reply ${cursor}`, options: [] })),
});
const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('following a conversation', () => {
  test('shows what is there, then what comes, each once', async () => {
    const { shown, push, streams } = setUp([replies(1, 2)]);
    await soon();

    push(2, 3);
    push(3);
    push(4);

    expect(shown).toEqual([1, 2, 3, 4]);
    expect(streams.map(({ after }) => after)).toEqual([2]);
  });

  test('after a broken stream asks from the last cursor and opens it again', async () => {
    const { shown, asked, timers, streams, push, breakStream } = setUp([replies(1), replies(1, 2, 3)]);
    await soon();
    push(2);

    breakStream();
    timers.shift()?.then();
    await soon();

    expect(asked).toEqual([0, 2]);
    expect(shown).toEqual([1, 2, 3]);
    expect(streams.map(({ after, closed }) => ({ after, closed }))).toEqual([
      { after: 0 + 1, closed: true },
      { after: 3, closed: false },
    ]);
  });

  test('a line that stays down is tried less and less often, and said to be lost', async () => {
    const { states, timers } = setUp([{ state: 'later' }, { state: 'later' }, { state: 'later' }]);
    const waits: number[] = [];
    for (let tries = 0; tries < 3; tries += 1) {
      await soon();
      const next = timers.shift();
      waits.push(next?.ms ?? 0);
      next?.then();
    }

    expect(waits).toEqual([1000, 2000, 4000]);
    expect(states.slice(0, 3)).toEqual(['lost', 'lost', 'lost']);
  });

  test('asks when the stream stays silent after something was sent', async () => {
    const { follower, shown, timers } = setUp([replies(), replies(1)]);
    await soon();

    follower.expect();
    timers.shift()?.then();
    await soon();

    expect(shown).toEqual([1]);
  });

  test.each(['idle', 'signed-out'] as const)('%s: the page is told, nothing is shown', async (state) => {
    const { states, shown, streams } = setUp([{ state }]);
    await soon();

    expect({ states, shown, streams }).toEqual({ states: [state], shown: [], streams: [] });
  });

  test('passes over what it cannot read', async () => {
    const { shown, streams } = setUp([replies()]);
    await soon();

    const listener = streams.at(-1)?.listeners.get('replies');
    for (const data of ['', '{', '[]', '{"replies":[{"cursor":"1"},null,7]}', undefined]) listener?.({ data });
    listener?.({ data: JSON.stringify({ replies: [{ cursor: 1 }, raw(2)] }) });

    expect(shown).toEqual([2]);
  });
});
