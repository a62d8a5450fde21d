import fc from 'fast-check';
import type { AfterWindow } from '../../../bot/channels/channel';
import { type PaidWay, type PushUse, wayTo } from '../../../server/outbox/windows';

const hour = 3_600_000;
const heardAt = new Date('2026-11-23T03:00:00Z');
const later = (hours: number) => new Date(heardAt.getTime() + hours * hour);

const template: PaidWay = { kind: 'utility-template', template: { name: 'co_bai_hoc', language: 'vi' }, priceVnd: 200, uses: ['campaign'] };
const paidText: PaidWay = { kind: 'paid-message', priceVnd: 55, uses: ['campaign', 'follow-up'] };
const byPhone: PaidWay = { kind: 'template-by-phone', template: { name: '1', language: 'vi' }, uses: ['campaign'] };

type Case = { when: string; hours: number; paid: readonly PaidWay[]; use?: PushUse; left: string | undefined };

describe('the way to somebody', () => {
  test.each<Case>([
    { when: 'just after their last word', hours: 0, paid: [], left: 'free' },
    { when: 'a moment before the window closes', hours: 23.499, paid: [], left: 'free' },
    { when: 'when the window closes, with nothing set up', hours: 23.5, paid: [], left: undefined },
    { when: 'when the window closes, with a template', hours: 23.5, paid: [template], left: 'utility-template' },
    { when: 'a year later, with a template', hours: 8760, paid: [template], left: 'utility-template' },
    { when: 'with two ways, the first of them', hours: 30, paid: [paidText, template], left: 'paid-message' },
    { when: 'with two ways, of which one has closed', hours: 200, paid: [paidText, template], left: 'utility-template' },
    { when: 'with a paid text on the sixth day', hours: 144, paid: [paidText], left: 'paid-message' },
    { when: 'with a paid text after a week', hours: 167.5, paid: [paidText], left: undefined },
    { when: 'for a reminder that the template is not for', hours: 30, paid: [template], use: 'follow-up', left: undefined },
    { when: 'with a template by phone, as no number is kept', hours: 30, paid: [byPhone], left: undefined },
  ])('$when is $left', ({ hours, paid, use = 'campaign', left }) => {
    const afterWindow: readonly AfterWindow[] = ['utility-template', 'paid-message'];
    const way = wayTo({ at: later(hours), heardAt, capabilities: { windowMs: 23.5 * hour, afterWindow }, paid, use });

    expect(way?.kind).toBe(left);
  });

  test('is never one that the platform does not have, whatever was set up', () => {
    const way = wayTo({
      at: later(30),
      heardAt,
      capabilities: { windowMs: 24 * hour, afterWindow: [] },
      paid: [template],
      use: 'campaign',
    });

    expect(way).toBeUndefined();
  });

  test('stays open on a channel without a window', () => {
    expect(wayTo({ at: later(9999), heardAt, capabilities: { afterWindow: [] }, paid: [], use: 'campaign' })?.kind).toBe('free');
  });

  test('says when it closes: a moment before it is open, from then on it is another or none', () => {
    const ways = fc.subarray([paidText, { ...paidText, priceVnd: 60 }]);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 240, noNaN: true }), ways, (hours, paid) => {
        const at = (moment: Date) =>
          wayTo({ at: moment, heardAt, capabilities: { windowMs: 48 * hour, afterWindow: ['paid-message'] }, paid, use: 'campaign' });
        const way = at(later(hours));
        if (way?.until === undefined) return way === undefined;
        const before = at(new Date(way.until.getTime() - 1));
        return way.until > later(hours) && before?.kind === way.kind && at(way.until)?.kind !== way.kind;
      }),
    );
  });
});
