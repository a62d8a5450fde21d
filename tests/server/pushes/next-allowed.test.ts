import fc from 'fast-check';
import type { ShiftPattern } from '../../../courses/calendar-schema';
import { loadCalendars } from '../../../courses/load-courses';
import { type Calendar, calendarOf } from '../../../server/pushes/calendar';
import { nextAllowed, type Recipient } from '../../../server/pushes/next-allowed';
import { dayOf } from '../../../server/reach/period';
import { contentFolder } from '../../content/content-folder';

const calendar = calendarOf(loadCalendars(contentFolder));
const noDays: Calendar = { closed: [], patterns: new Map() };
const vietnam = (time: string) => new Date(`${time}:00+07:00`);

describe('a push to somebody', () => {
  test.each([
    { when: 'by day', at: '2026-11-23T10:15', who: {}, next: '2026-11-23T10:15' },
    { when: 'on the stroke of eight', at: '2026-11-23T08:00', who: {}, next: '2026-11-23T08:00' },
    { when: 'a minute before eight', at: '2026-11-23T07:59', who: {}, next: '2026-11-23T08:00' },
    { when: 'a minute before eight in the evening', at: '2026-11-23T19:59', who: {}, next: '2026-11-23T19:59' },
    { when: 'from eight in the evening on', at: '2026-11-23T20:00', who: {}, next: '2026-11-24T08:00' },
    { when: 'on the last evening of a year', at: '2026-12-31T21:00', who: {}, next: '2027-01-02T08:00' },
    { when: 'on a day that had one', at: '2026-11-23T10:00', who: { lastPushOn: '2026-11-23' }, next: '2026-11-24T08:00' },
    { when: 'on the day after', at: '2026-11-24T10:00', who: { lastPushOn: '2026-11-23' }, next: '2026-11-24T10:00' },
    { when: 'in the week of Tết', at: '2027-02-05T10:00', who: {}, next: '2027-02-13T08:00' },
    { when: 'to a pupil in summer', at: '2027-07-10T10:00', who: { population: 'upper-secondary' as const }, next: '2027-09-06T08:00' },
    { when: 'to a worker in summer', at: '2027-07-10T10:00', who: { population: 'ip-worker' as const }, next: '2027-07-10T10:00' },
    {
      when: 'to a pupil in examinations over New Year',
      at: '2026-12-28T10:00',
      who: { population: 'upper-secondary' as const },
      next: '2027-01-11T08:00',
    },
    {
      when: 'to a student between two periods',
      at: '2027-01-20T10:00',
      who: { population: 'higher-education' as const },
      next: '2027-01-20T10:00',
    },
    { when: 'to somebody of no known population in summer', at: '2027-07-10T10:00', who: {}, next: '2027-07-10T10:00' },
  ])('$when waits until $next', ({ at, who, next }) => {
    expect(nextAllowed(vietnam(at), who, calendar)).toEqual(vietnam(next));
  });

  test.each([
    { turn: 'at work in the first week', at: '2026-11-24T09:00', next: '2026-11-24T15:00' },
    { turn: 'after work in the first week', at: '2026-11-24T16:00', next: '2026-11-24T16:00' },
    { turn: 'at work in the second week', at: '2026-12-01T14:00', next: '2026-12-02T08:00' },
    { turn: 'asleep after the first night of the third week', at: '2026-12-08T09:00', next: '2026-12-08T15:00' },
    { turn: 'awake on the morning before the first night', at: '2026-12-07T09:00', next: '2026-12-07T09:00' },
    { turn: 'a cycle later, as in the first week', at: '2026-12-15T09:00', next: '2026-12-15T15:00' },
    { turn: 'before the pattern began, counted backwards', at: '2026-11-22T09:00', next: '2026-11-22T15:00' },
  ])('on three shifts, $turn', ({ at, next }) => {
    const pattern = calendar.patterns.get('three-shifts-weekly');
    if (pattern === undefined) throw new Error('The content has no such pattern');

    expect(nextAllowed(vietnam(at), { shift: { pattern, since: '2026-11-23' } }, calendar)).toEqual(vietnam(next));
  });

  test('is never sent to somebody for whom no hour is left', () => {
    const pattern: ShiftPattern = { id: 'always', title: { vi: 'Luôn', en: 'Always' }, turns: [{ days: 1, closed: ['07:00-21:00'] }] };

    expect(nextAllowed(vietnam('2026-11-23T10:00'), { shift: { pattern, since: '2026-01-01' } }, noDays)).toBeUndefined();
  });
});

describe('whoever it is and whenever it is', () => {
  const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2031-01-01'), noInvalidDate: true });
  const patterns = fc.option(fc.constantFrom(...calendar.patterns.values()), { nil: undefined });
  const populations = fc.constantFrom('upper-secondary' as const, 'higher-education' as const, 'ip-worker' as const, undefined);
  const recipients = fc.record({ pattern: patterns, population: populations, lastPush: fc.option(moments, { nil: undefined }) }).map(
    ({ pattern, population, lastPush }): Recipient => ({
      ...(population === undefined ? {} : { population }),
      ...(pattern === undefined ? {} : { shift: { pattern, since: '2026-11-23' } }),
      ...(lastPush === undefined ? {} : { lastPushOn: dayOf(lastPush) }),
    }),
  );
  const hourIn = (at: Date) => Number(new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit' }).format(at));

  test('a push is never early, never at night, never the second of its day, and may go when it says', () => {
    fc.assert(
      fc.property(moments, recipients, (at, who) => {
        const next = nextAllowed(at, who, calendar);
        if (next === undefined) return who.lastPushOn !== undefined && who.lastPushOn > dayOf(at);

        const onANewDay = who.lastPushOn === undefined || dayOf(next) > who.lastPushOn;
        const again = nextAllowed(next, who, calendar);
        return next >= at && hourIn(next) >= 8 && hourIn(next) < 20 && onANewDay && again?.getTime() === next.getTime();
      }),
    );
  });

  test('no moment between now and then would have done', () => {
    fc.assert(
      fc.property(moments, recipients, fc.double({ min: 0, max: 1, noNaN: true }), (at, who, share) => {
        const next = nextAllowed(at, who, calendar);
        if (next === undefined || next <= at) return true;
        const between = new Date(at.getTime() + Math.floor((next.getTime() - at.getTime() - 1) * share));
        return nextAllowed(between, who, calendar)?.getTime() === next.getTime();
      }),
    );
  });
});
