import { freshSession } from '../../../bot/dialogue/session';
import type { Draft } from '../../../server/conversation/commit';
import type { ConversationCache } from '../../../server/conversation/conversation-cache';
import { type Job, LaneRunner, type LaneSteps } from '../../../server/conversation/lane-runner';
import type { AcceptedEvent, Conversation } from '../../../server/conversation/model';

const at = new Date('2026-11-22T03:00:00Z');

function event(conversation: string, id: string): AcceptedEvent {
  return { id, conversation, sender: 's', at, body: { kind: 'message', text: id } };
}

function due(conversation: string, id: string): AcceptedEvent {
  return { id, conversation, sender: 's', at, body: { kind: 'due', what: 'lesson' } };
}

/** Conversations in memory, with every step noted in `log`. */
function setUp(steps: Partial<LaneSteps> = {}) {
  const kept = new Map<string, Conversation>();
  const log: string[] = [];
  const cache: Pick<ConversationCache, 'get' | 'put' | 'forget'> = {
    get: async (ids) => new Map([...kept].filter(([id]) => ids.includes(id))),
    put: (conversation) => void kept.set(conversation._id, conversation),
    forget: () => undefined,
  };
  const draft = async (jobs: readonly Job[]): Promise<readonly Draft[]> =>
    jobs.map(({ event: one, conversation }) => ({ before: conversation, after: next(conversation, one) }));
  const runner = new LaneRunner(cache, {
    draft,
    commit: async (drafts) => {
      log.push(`commit ${drafts.map((one) => one.after.turn.event).join(' ')}`);
      return drafts;
    },
    finish: async (conversation, again) => void log.push(`${again ? 'again' : 'finish'} ${conversation.turn.event}`),
    close: (one) => void log.push(`close ${one.id}`),
    holds: () => true,
    waited: () => undefined,
    failed: () => void log.push('failed'),
    ...steps,
  });
  return { runner, log, kept };
}

function next(before: Conversation | undefined, one: AcceptedEvent): Conversation {
  const n = (before?.turn.n ?? 0) + 1;
  const turn = { n, event: one.id, at, person: 'p', replies: [], facts: [], evidence: [] };
  return {
    _id: one.conversation,
    lane: 0,
    version: n,
    session: freshSession('vi'),
    turn,
    seen: [...(before?.seen ?? []), one.id],
    person: 'p',
    sender: 's',
  };
}

async function quiet(runner: LaneRunner): Promise<void> {
  while (runner.waiting > 0) await new Promise((done) => setImmediate(done));
}

describe('a lane runner', () => {
  test('leaves alone what waits in a lane that another process has now', async () => {
    const { runner, log } = setUp({ holds: (conversation) => conversation !== 'web:web:01' });

    runner.enqueue([event('web:web:01', 'lost'), event('web:web:02', 'ours')]);
    await quiet(runner);

    expect(log).toEqual(['commit ours', 'finish ours', 'close ours']);
  });

  test('runs what people say before a crowd whom the programme would like to write to', async () => {
    const { runner, log } = setUp();
    const crowd = Array.from({ length: 100 }, (_, index) => due(`web:web:c${index}`, `due${index}`));

    runner.enqueue([...crowd, event('web:web:c99', 'said-there')]);
    runner.enqueue([event('web:web:01', 'said')]);
    await quiet(runner);

    const commits = log.filter((line) => line.startsWith('commit ')).map((line) => line.split(' ').slice(1));
    expect(commits[0]?.slice(0, 2)).toEqual(['due99', 'said']); // first what stands before their own words
    expect(commits.every((ids) => ids.filter((id) => id.startsWith('due')).length <= 33)).toBe(true);
    expect(commits.flat()).toHaveLength(102);
  });

  test('commits one turn of each conversation together, and the next turn of one only after the turn before is finished', async () => {
    const { runner, log } = setUp();

    runner.enqueue([event('a', 'a1'), event('a', 'a2'), event('b', 'b1')]);
    await quiet(runner);

    expect(log[0]).toBe('commit a1 b1');
    expect(log.indexOf('commit a2')).toBeGreaterThan(log.indexOf('finish a1'));
    expect(log.filter((line) => line.startsWith('close'))).toEqual(['close a1', 'close b1', 'close a2']);
  });

  test('tells once for each committed turn how long its event waited', async () => {
    const waits: number[] = [];
    const { runner } = setUp({ waited: (ms) => void waits.push(ms) });

    runner.enqueue([event('a', 'a1'), event('a', 'a2'), event('b', 'b1')]);
    await quiet(runner);

    expect(waits).toHaveLength(3);
    expect(Math.min(...waits)).toBeGreaterThan(0);
  });

  test('does not run an event twice that is offered again while it waits', async () => {
    const { runner, log } = setUp();

    runner.enqueue([event('a', 'a1')]);
    runner.enqueue([event('a', 'a1')]);
    await quiet(runner);

    expect(log).toEqual(['commit a1', 'finish a1', 'close a1']);
  });

  test('finishes once more what was committed before a crash, and runs no second turn for it', async () => {
    const { runner, log, kept } = setUp();
    kept.set('a', next(undefined, event('a', 'a1')));

    runner.enqueue([event('a', 'a1')]);
    await quiet(runner);

    expect(log).toEqual(['again a1', 'close a1']);
  });

  test('closes an old event without doing anything when later turns were committed since', async () => {
    const { runner, log, kept } = setUp();
    kept.set('a', next(next(undefined, event('a', 'a1')), event('a', 'a2')));

    runner.enqueue([event('a', 'a1')]);
    await quiet(runner);

    expect(log).toEqual(['close a1']);
  });

  test('runs a turn again that met a newer conversation', async () => {
    let first = true;
    const { runner, log } = setUp({
      commit: async (drafts) => {
        if (!first) return drafts;
        first = false;
        return [];
      },
    });

    runner.enqueue([event('a', 'a1')]);
    await quiet(runner);

    expect(log).toEqual(['finish a1', 'close a1']);
  });

  test('keeps every event when the store fails, and goes on when it is back', async () => {
    let failures = 1;
    const { runner, log } = setUp({
      commit: async (drafts) => {
        if (failures-- > 0) throw new Error('no store');
        return drafts;
      },
    });

    runner.enqueue([event('a', 'a1'), event('b', 'b1')]);
    await quiet(runner);

    expect(log).toEqual(['failed', 'finish a1', 'finish b1', 'close a1', 'close b1']);
  });
});
