import { withRecent } from '../../../server/conversation/feed';
import type { Turn } from '../../../server/conversation/model';

const at = new Date('2026-11-22T03:00:00Z');

function turn(n: number, replies: Turn['replies'] = [{ type: 'text', payload: { text: `${n}` } }]): Turn {
  return { n, event: `e${n}`, at, person: 'p', replies, facts: [{ kind: 'left', at: at.getTime() }], evidence: [] };
}

describe('what a client that was away can still read', () => {
  test('is the replies of a turn, and nothing of what it led to', () => {
    expect(withRecent([], turn(1))).toEqual([{ n: 1, at, replies: turn(1).replies }]);
  });

  test('is the last twelve turns in which something was said', () => {
    let recent = withRecent([], turn(0, []));
    for (let n = 1; n <= 14; n += 1) recent = withRecent(recent, turn(n));

    expect(recent.map(({ n }) => n)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
  });
});
