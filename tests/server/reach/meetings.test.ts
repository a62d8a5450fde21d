import fc from 'fast-check';
import type { Evidence } from '../../../server/reach/model';
import type { StoredRow } from '../../../server/reach/person-history';
import { countsOn, planOf, row } from './support/rows';

const plan = planOf('2026-01-01', '2031-01-01');
const both = ['law', 'knowledge'] as const;

function on(day: string, ...people: readonly (readonly StoredRow[])[]) {
  return countsOn(plan, day, people);
}

function attended(day: string, minutes: number, fields: Partial<Evidence> = {}): StoredRow {
  return row(day, { class: 'E2', channel: 'paper', rung: 'answered', meeting: `m ${day}`, minutes, ...fields });
}

function headcount(day: string, count: number, fields: Partial<Evidence> = {}): StoredRow {
  const meeting = `m ${day}`;
  const common = { class: 'E1' as const, channel: 'paper' as const, rung: 'listed' as const, identified: false, minutes: 45, named: 0 };
  return row(day, { ...common, meeting, person: `meeting:${meeting}`, count, ...fields });
}

describe('a meeting somebody is named at', () => {
  test.each([
    { talks: 'one of 30 minutes on both parts', rows: [attended('2026-03-01', 30)], reached: 1 },
    { talks: 'one of 29 minutes', rows: [attended('2026-03-01', 29)], reached: undefined },
    {
      talks: 'three of 10 minutes at shift change',
      rows: [attended('2026-01-10', 10), attended('2026-02-10', 10), attended('2026-03-01', 10)],
      reached: 1,
    },
    {
      talks: 'the first of three more than 60 days before the last',
      rows: [attended('2025-12-31', 10), attended('2026-02-10', 10), attended('2026-03-01', 10)],
      reached: undefined,
    },
    { talks: 'long enough, on law only', rows: [attended('2026-03-01', 60, { parts: ['law'] })], reached: undefined },
    {
      talks: 'law at one, knowledge at another',
      rows: [attended('2026-02-20', 15, { parts: ['law'] }), attended('2026-03-01', 15, { parts: ['knowledge'] })],
      reached: 1,
    },
    {
      talks: 'law at a meeting, knowledge in a lesson',
      rows: [attended('2026-02-20', 30, { parts: ['law'] }), row('2026-03-01', { rung: 'answered', parts: ['knowledge'] })],
      reached: 1,
    },
    {
      talks: 'law at a short meeting, knowledge in a lesson',
      rows: [attended('2026-02-20', 15, { parts: ['law'] }), row('2026-03-01', { rung: 'answered', parts: ['knowledge'] })],
      reached: undefined,
    },
  ])('$talks', ({ rows, reached }) => {
    expect(on('2026-03-01', rows)['plan student c']).toBe(reached);
  });

  test('counts from the day on which the minutes are together', () => {
    const rows = [attended('2026-02-10', 15), attended('2026-03-01', 15)];

    expect(on('2026-02-28', rows)['plan student c']).toBeUndefined();
    expect(on('2026-03-01', rows)['plan student c']).toBe(1);
  });

  test('a plan may ask for more minutes', () => {
    const strict = { ...plan, minimumMinutes: 45 };

    expect(countsOn(strict, '2026-03-01', [[attended('2026-03-01', 44)]])['plan student c']).toBeUndefined();
    expect(countsOn(strict, '2026-03-01', [[attended('2026-03-01', 45)]])['plan student c']).toBe(1);
  });

  test('who checked in and is ticked as well was there once', () => {
    const meeting = 'm 2026-03-01';
    const rows = [attended('2026-03-01', 15), attended('2026-03-01', 15, { class: 'E3', meeting, at: new Date('2026-03-01T06:00:00Z') })];

    expect(on('2026-03-01', rows)).toEqual({ 'S1 student luot': 1, '68001 student luot': 1, 'plan student luot': 1 });
  });

  test('held back it counts in the high figure only, and in low once it is cleared', () => {
    const held = attended('2026-03-01', 45, { held: true });
    const cleared = attended('2026-03-01', 45, { replaces: held._id });

    expect(on('2026-03-01', [held])).toMatchObject({ 'plan student c-extra': 1, 'plan student a-extra': 1 });
    expect(on('2026-03-01', [held])['plan student c']).toBeUndefined();
    expect(on('2026-03-01', [held])['plan student luot']).toBeUndefined();
    expect(on('2026-03-01', [held, cleared])).toMatchObject({ 'plan student c': 1, 'plan student luot': 1 });
    expect(on('2026-03-01', [held, cleared])['plan student c-extra']).toBeUndefined();
  });

  test('what is held back takes nobody out of low', () => {
    const elsewhere = attended('2026-04-01', 45, { held: true, organisation: 'S2', area: '68002' });

    expect(on('2026-04-01', [row('2026-03-01'), elsewhere])).toMatchObject({
      'S1 student c': 1,
      'S2 student c-extra': 1,
      'plan student c': 1,
    });
  });
});

describe('a headcount', () => {
  test('adds those who are not named to the high figure, at the organisation, its area and the plan', () => {
    expect(on('2026-03-01', [headcount('2026-03-01', 150, { named: 40 })])).toEqual(
      Object.fromEntries(
        ['S1', '68001', 'plan'].flatMap((place) => [
          [`${place} student heads`, 110],
          [`${place} student a-heads`, 110],
        ]),
      ),
    );
  });

  test('that nobody has split stands with the area alone', () => {
    const { organisation: _, ...unsplit } = headcount('2026-03-01', 150) as Evidence;

    expect(Object.keys(on('2026-03-01', [unsplit as StoredRow]))).toEqual(expect.not.arrayContaining(['S1 student heads']));
    expect(on('2026-03-01', [unsplit as StoredRow])['68001 student heads']).toBe(150);
  });

  test('of a short talk adds as many as it can have helped over the minimum', () => {
    const talks = ['2026-03-01', '2026-03-08', '2026-03-15'].map((day) => headcount(day, 150, { minutes: 10 }));

    expect(on('2026-03-01', [talks[0] ?? headcount('2026-03-01', 0)])['plan student heads']).toBe(50);
    expect(on('2026-03-15', ...talks.map((talk) => [talk]))['plan student heads']).toBe(150);
  });

  test('lasts as long as being reached does, and one calendar year beside it', () => {
    const worker = headcount('2026-03-01', 150, { population: 'ip-worker' });

    expect(on('2027-02-28', [worker])['plan ip-worker heads']).toBe(150);
    expect(on('2027-03-01', [worker])['plan ip-worker heads']).toBeUndefined();
    expect(on('2027-01-01', [worker])['plan ip-worker a-heads']).toBeUndefined();
  });

  test('is corrected by another row', () => {
    const wrong = headcount('2026-03-01', 510);
    const right = headcount('2026-03-01', 150, { replaces: wrong._id });

    expect(on('2026-03-01', [wrong, right])['plan student heads']).toBe(150);
  });
});

describe('whatever meetings there are', () => {
  const anyMeeting = fc
    .record({
      day: fc.integer({ min: 0, max: 120 }).map((n) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString().slice(0, 10)),
      minutes: fc.integer({ min: 5, max: 40 }),
      parts: fc.constantFrom(['law'] as const, ['knowledge'] as const, both),
      held: fc.boolean(),
    })
    .map(({ day, minutes, parts, held }) => attended(day, minutes, { parts, ...(held ? { held } : {}) }));

  test('one person is one, and with what was held back never fewer', () => {
    fc.assert(
      fc.property(fc.array(anyMeeting, { minLength: 1, maxLength: 8 }), (rows) => {
        const counts = on('2026-06-30', rows);
        const sure = on(
          '2026-06-30',
          rows.filter((one) => !('held' in one)),
        );

        expect(counts['plan student c']).toBe(sure['plan student c']);
        expect((counts['plan student c'] ?? 0) + (counts['plan student c-extra'] ?? 0)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('without enough minutes altogether nobody is reached', () => {
    fc.assert(
      fc.property(fc.array(anyMeeting, { minLength: 1, maxLength: 5 }), (rows) => {
        const minutes = new Map(rows.map((one) => ['meeting' in one ? one.meeting : '', 'minutes' in one ? (one.minutes ?? 0) : 0]));
        const most = Math.max(...rows.map((one) => ('minutes' in one ? (one.minutes ?? 0) : 0))) * minutes.size;
        fc.pre(most < 30);

        expect(on('2026-06-30', rows)['plan student c']).toBeUndefined();
        expect(on('2026-06-30', rows)['plan student c-extra']).toBeUndefined();
      }),
    );
  });
});
