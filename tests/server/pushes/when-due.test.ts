import fc from 'fast-check';
import type { FollowUp } from '../../../bot/dialogue/follow-up';
import type { Way } from '../../../server/outbox/windows';
import { nextAllowed } from '../../../server/pushes/next-allowed';
import { spreadOf, whenDue } from '../../../server/pushes/when-due';

const hour = 3_600_000;
const calendar = { closed: [], patterns: new Map() };
const vietnam = (time: string) => new Date(`${time}:00+07:00`);

/** A follow-up twenty hours after the last word, on a platform whose free window closes after so many hours. */
function dueAfter(heard: string, windowHours: number, { templates = false, spreadMs = 0 } = {}) {
  const heardAt = vietnam(heard);
  const followUp: FollowUp = { what: 'lesson', from: heardAt.getTime() + 6 * hour, at: heardAt.getTime() + 20 * hour };
  const until = new Date(heardAt.getTime() + windowHours * hour);
  const wayAt = (at: Date): Way | undefined => {
    if (at < until) return { kind: 'free', until };
    return templates ? { kind: 'utility-template', uses: ['follow-up'] } : undefined;
  };
  return whenDue({ followUp, recipient: {}, calendar, wayAt, spreadMs });
}

describe('a follow-up', () => {
  test.each([
    { heard: '2026-11-23T15:00', window: 23.5, due: '2026-11-24T11:00', when: 'at its hour by day' },
    { heard: '2026-11-23T09:00', window: 23.5, due: '2026-11-24T08:00', when: 'in the morning instead of at five' },
    {
      heard: '2026-11-23T08:00',
      window: 23.5,
      due: '2026-11-23T19:00',
      when: 'the evening before, as the window closes at half past seven',
    },
    { heard: '2026-11-23T23:00', window: 23.5, due: '2026-11-24T19:00', when: 'the next evening' },
  ])('is sent $when', ({ heard, window, due }) => {
    expect(dueAfter(heard, window)).toEqual(vietnam(due));
  });

  test('is not sent at all when the window closes in the night', () => {
    expect(dueAfter('2026-11-23T14:30', 6)).toBeUndefined();
  });

  test('goes by template in the morning when the window closes in the night and one is set up', () => {
    expect(dueAfter('2026-11-23T14:30', 6, { templates: true })).toEqual(vietnam('2026-11-24T10:30'));
  });

  test('of the morning is spread over an hour, the same for one conversation every day', () => {
    const ids = Array.from({ length: 500 }, (_, i) => `messenger:page:${(i * 7_919_993).toString(16).padStart(32, '0')}`);
    const spreads = ids.map(spreadOf);

    expect(spreads).toEqual(ids.map(spreadOf));
    expect(Math.min(...spreads)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...spreads)).toBeLessThan(hour);
    expect(dueAfter('2026-11-23T09:00', 23.5, { spreadMs: 15 * 60_000 })).toEqual(vietnam('2026-11-24T08:15'));
  });

  test('is always at an allowed hour, not before its time and inside a way that is open', () => {
    const anyTime = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(anyTime, fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: hour }), (heardAt, windowHours, spreadMs) => {
        const until = new Date(heardAt.getTime() + windowHours * hour);
        const followUp: FollowUp = { what: 'reminder', from: heardAt.getTime() + 6 * hour, at: heardAt.getTime() + 20 * hour };
        const wayAt = (at: Date): Way | undefined => (at < until ? { kind: 'free', until } : undefined);
        const at = whenDue({ followUp, recipient: {}, calendar, wayAt, spreadMs });
        return (
          at === undefined || (at.getTime() >= followUp.from && at < until && nextAllowed(at, {}, calendar)?.getTime() === at.getTime())
        );
      }),
    );
  });
});
