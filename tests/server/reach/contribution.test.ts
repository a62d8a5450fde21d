import fc from 'fast-check';
import { classesOf } from '../../../server/reach/evidence-classes';
import type { Evidence } from '../../../server/reach/model';
import type { StoredRow } from '../../../server/reach/person-history';
import { countsOn, planOf, row, serviceWorkerRow } from './support/rows';

const plan = planOf('2026-01-01', '2031-01-01');
const plain = { parts: [] as const };

/** Who counts where on a day, for one person. */
function on(day: string, rows: readonly StoredRow[]) {
  return countsOn(plan, day, [rows]);
}

describe('reached', () => {
  test('counts on the day itself, at the organisation, in its area and in the plan', () => {
    const rows = [row('2026-11-22')];

    expect(on('2026-11-21', rows)).toEqual({});
    expect(on('2026-11-22', rows)).toEqual({
      'S1 student c': 1,
      'S1 student a': 1,
      'S1 student b': 1,
      'S1 student luot': 1,
      '68001 student c': 1,
      '68001 student a': 1,
      '68001 student b': 1,
      '68001 student luot': 1,
      'plan student c': 1,
      'plan student a': 1,
      'plan student b': 1,
      'plan student luot': 1,
    });
  });

  test.each([
    { gap: 'the same day', second: '2026-03-01', reached: true },
    { gap: '60 days', second: '2026-04-30', reached: true },
    { gap: '61 days', second: '2026-05-01', reached: false },
  ])('the two parts within 60 days: $gap', ({ second, reached }) => {
    const rows = [row('2026-03-01', { rung: 'answered', parts: ['law'] }), row(second, { rung: 'answered', parts: ['knowledge'] })];

    expect(on(second, rows)['plan student c']).toBe(reached ? 1 : undefined);
    expect(on(second, rows)['plan student luot']).toBe(2);
  });

  test('a second lesson makes another lượt and no other person', () => {
    const rows = [row('2026-03-01'), row('2026-03-05')];

    expect(on('2026-03-05', rows)).toMatchObject({ 'plan student c': 1, 'plan student a': 1, 'plan student luot': 2 });
  });

  test('understood stands beside reached and never without it', () => {
    const understood = row('2026-03-01', { rung: 'understood', class: 'E4', parts: [] });

    expect(on('2026-03-01', [row('2026-03-01'), understood])['plan student understood']).toBe(1);
    expect(on('2026-03-01', [understood])['plan student understood']).toBeUndefined();
  });

  test('asked again, answered and remembered stand beside reached, each from its day on', () => {
    const again = (day: string, rung: 'sent' | 'answered' | 'remembered') => row(day, { rung, parts: [], recall: true });
    const rows = [row('2026-03-01'), again('2026-04-01', 'sent'), again('2026-04-02', 'remembered')];
    const counts = (day: string) =>
      (['recall-asked', 'recall-answered', 'remembered'] as const).map((one) => on(day, rows)[`plan student ${one}`] ?? 0);

    expect([counts('2026-03-31'), counts('2026-04-01'), counts('2026-04-02')]).toEqual([
      [0, 0, 0],
      [1, 0, 0],
      [1, 1, 1],
    ]);
    expect(on('2026-04-02', [again('2026-04-01', 'sent'), again('2026-04-02', 'answered')])).toEqual({});
  });

  test('being asked again makes nobody present, moves nobody and is no lượt', () => {
    const worker = { population: 'ip-worker', organisation: 'F1' } as const;
    const lesson = row('2026-01-10', worker);
    const again = row('2026-07-09', { ...worker, organisation: 'F2', area: '68002', rung: 'answered', parts: [], recall: true });
    const without = (day: string) => on(day, [lesson]);
    const withIt = (day: string) => Object.entries(on(day, [lesson, again])).filter(([name]) => !/recall|remembered/.test(name));

    for (const day of ['2026-07-09', '2026-07-10', '2026-09-01']) expect(Object.fromEntries(withIt(day))).toEqual(without(day));
  });

  test('outside the period or the area nothing counts', () => {
    expect(on('2030-12-31', [row('2025-12-31'), row('2031-01-01')])).toEqual({});
    expect(on('2026-12-31', [row('2026-06-01', { area: '70001' })])).toEqual({});
    expect(on('2026-12-31', [row('2026-06-01', { area: '99999' })])).toEqual({});
  });
});

describe('what people rest on', () => {
  const talk = (day: string, fields: Partial<Evidence> = {}) =>
    row(day, { class: 'E2', channel: 'paper', meeting: 'm1', minutes: 45, ...fields });

  test.each<{ who: string; rows: () => readonly StoredRow[]; onList: number }>([
    { who: 'ticked on a list', rows: () => [talk('2026-03-01')], onList: 1 },
    { who: 'went through a lesson', rows: () => [row('2026-03-01')], onList: 0 },
    { who: 'ticked, and through a lesson later', rows: () => [talk('2026-03-01'), row('2026-03-09')], onList: 0 },
    {
      who: 'met one part in a lesson and the other on a list',
      rows: () => [row('2026-03-01', { rung: 'answered', parts: ['law'] }), talk('2026-03-09', { parts: ['knowledge'] })],
      onList: 1,
    },
    {
      who: 'ticked, and understood in chat',
      rows: () => [talk('2026-03-01'), row('2026-03-09', { rung: 'understood', class: 'E4', parts: [] })],
      onList: 0,
    },
  ])('$who: $onList by a list alone', ({ rows, onList }) => {
    const counts = on('2026-03-31', rows());

    expect([counts['plan student c'], counts['plan student list'] ?? 0]).toEqual([1, onList]);
  });

  test('a list stands for somebody whose own lesson is too old', () => {
    const worker = { population: 'ip-worker', organisation: 'F1' } as const;
    const rows = [row('2026-01-10', worker), talk('2026-09-10', worker)];

    expect(on('2027-01-09', rows)['plan ip-worker list']).toBeUndefined();
    expect(on('2027-01-10', rows)).toMatchObject({ 'plan ip-worker c': 1, 'plan ip-worker list': 1 });
  });

  test.each([
    {
      people: 'all within the low figure',
      low: 10,
      high: 14,
      counts: { understood: 4, list: 3, heads: 4 },
      classes: { E1: 4, E2: 3, E3: 3, E4: 4 },
    },
    {
      people: 'more than there are',
      low: 5,
      high: 5,
      counts: { understood: 4, list: 3, heads: 9 },
      classes: { E1: 0, E2: 1, E3: 0, E4: 4 },
    },
  ])('$people: the classes add up to low', ({ low, high, counts, classes }) => {
    expect(classesOf({ low, high }, counts)).toEqual(classes);
  });
});

describe('present', () => {
  test.each([
    { who: 'a pupil on 31 August', population: 'upper-secondary' as const, day: '2027-08-31', low: 1, extra: undefined },
    { who: 'a pupil on 1 September', population: 'upper-secondary' as const, day: '2027-09-01', low: undefined, extra: 1 },
    { who: 'a pupil after three years', population: 'upper-secondary' as const, day: '2029-11-22', low: undefined, extra: undefined },
  ])('$who', ({ population, day, low, extra }) => {
    const counts = on(day, [row('2026-11-22', { population })]);

    expect(counts['plan student c']).toBe(low);
    expect(counts['plan student c-extra']).toBe(extra);
  });

  test.each([
    { after: 'just under 6 months', day: '2026-09-09', low: 1, extra: undefined },
    { after: '6 months', day: '2026-09-10', low: undefined, extra: 1 },
    { after: '12 months', day: '2027-03-10', low: undefined, extra: undefined },
  ])('a worker $after later', ({ day, low, extra }) => {
    const counts = on(day, [row('2026-03-10', { population: 'ip-worker' })]);

    expect(counts['plan ip-worker c']).toBe(low);
    expect(counts['plan ip-worker c-extra']).toBe(extra);
  });

  test('being seen again keeps a worker there, and being reached again starts the 12 months again', () => {
    const seen = row('2026-08-10', { population: 'ip-worker', rung: 'listed', ...plain });
    const again = row('2027-02-01', { population: 'ip-worker' });

    expect(on('2027-02-01', [row('2026-03-10', { population: 'ip-worker' }), seen])['plan ip-worker c']).toBe(1);
    expect(on('2027-06-01', [row('2026-03-10', { population: 'ip-worker' }), seen, again])['plan ip-worker c']).toBe(1);
  });

  test('a pupil listed in the next school year stays', () => {
    const listed = row('2027-09-10', { rung: 'listed', ...plain });

    expect(on('2028-03-01', [row('2026-11-22'), listed])['plan student c']).toBe(1);
  });
});

describe('one person once', () => {
  test('without a code of their own a person counts in the high figure only, and in low once they have one', () => {
    const rows = [row('2026-03-01', { identified: false }), row('2026-04-01', { identified: true, parts: ['law'], rung: 'answered' })];

    expect(on('2026-03-31', rows)).toMatchObject({ 'plan student c-extra': 1, 'plan student a-extra': 1 });
    expect(on('2026-04-01', rows)).toMatchObject({ 'plan student c': 1, 'plan student a': 1 });
    expect(on('2026-04-01', rows)['plan student c-extra']).toBeUndefined();
  });

  test('who moves to another school counts there, and once in the plan', () => {
    const counts = on('2026-05-01', [
      row('2026-03-01'),
      row('2026-05-01', { organisation: 'S2', area: '68002', rung: 'listed', ...plain }),
    ]);

    expect(counts['S1 student c']).toBeUndefined();
    expect(counts).toMatchObject({ 'S2 student c': 1, '68002 student c': 1, 'plan student c': 1 });
  });

  test('in two populations of one indicator a person is one', () => {
    const counts = on('2026-05-01', [
      row('2026-03-01'),
      row('2026-05-01', { population: 'vocational', organisation: 'V1', area: '68002' }),
    ]);

    expect(counts).toMatchObject({ 'S1 student c': 1, 'V1 student c': 1, 'plan student c': 1, 'plan student luot': 2 });
  });

  test('a corrected row no longer counts', () => {
    const wrong = row('2026-03-01');
    const right = row('2026-03-01', { replaces: wrong._id, parts: ['law'], rung: 'answered' });

    expect(on('2026-03-01', [wrong, right])['plan student c']).toBeUndefined();
  });

  test('who withdraws is out from that day, and begins again from nothing', () => {
    const rows = [row('2026-03-01'), row('2026-03-20', { rung: 'listed', ends: true, ...plain })];

    expect(on('2026-03-19', rows)['plan student c']).toBe(1);
    expect(on('2026-03-20', rows)['plan student c']).toBeUndefined();
    expect(on('2026-03-20', rows)['plan student a']).toBeUndefined();
    expect(on('2026-03-25', [...rows, row('2026-03-25', { parts: ['law'], rung: 'answered' })])['plan student c']).toBeUndefined();
    expect(on('2026-03-25', [...rows, row('2026-03-25')])['plan student c']).toBe(1);
  });

  test('each calendar year has its own reached', () => {
    const rows = [row('2026-11-22'), row('2027-02-01')];

    expect(on('2026-12-31', rows)['plan student a']).toBe(1);
    expect(on('2027-01-31', rows)['plan student a']).toBeUndefined();
    expect(on('2027-02-01', rows)['plan student a']).toBe(1);
  });
});

describe('a service worker', () => {
  test('counts on the last day of the month, at the establishment group, the commune and the plan', () => {
    expect(on('2026-11-29', [serviceWorkerRow('2026-11')])).toEqual({});
    expect(on('2026-11-30', [serviceWorkerRow('2026-11')])).toMatchObject({
      'G1 service-worker c': 1,
      '68001 service-worker c': 1,
      'plan service-worker c': 1,
    });
  });
});

describe('whatever people do', () => {
  const days = fc.integer({ min: 0, max: 900 }).map((n) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
  const anyRow = fc
    .record({
      day: days,
      population: fc.constantFrom('upper-secondary' as const, 'vocational' as const, 'ip-worker' as const),
      place: fc.constantFrom(
        { organisation: 'S1', area: '68001' },
        { organisation: 'S2', area: '68002' },
        { organisation: 'S3', area: '70001' },
      ),
      parts: fc.constantFrom(['law'] as const, ['knowledge'] as const, ['law', 'knowledge'] as const, [] as const),
      identified: fc.boolean(),
      ends: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      again: fc.constantFrom(undefined, undefined, undefined, 'sent' as const, 'answered' as const, 'remembered' as const),
    })
    .map(({ day, place, ends, parts, again, ...fields }) =>
      again !== undefined
        ? row(day, { ...fields, ...place, parts: [], rung: again, recall: true })
        : row(day, { ...fields, ...place, parts, rung: parts.length === 2 ? 'reached' : 'answered', ...(ends ? { ends } : {}) }),
    );
  const life = fc.array(anyRow, { minLength: 1, maxLength: 7 });

  test('the order in which rows arrive does not matter', () => {
    fc.assert(
      fc.property(life, fc.infiniteStream(fc.nat()), days, (rows, keys, day) => {
        const shuffled = rows.map((one) => ({ one, key: keys.next().value })).sort((a, b) => a.key - b.key);

        expect(countsOn(plan, day, [shuffled.map(({ one }) => one)])).toEqual(countsOn(plan, day, [rows]));
      }),
    );
  });

  test('one person is never more than one, nowhere and at no time, and never in low and beyond it at once', () => {
    fc.assert(
      fc.property(life, days, (rows, day) => {
        const counts = countsOn(plan, day, [rows]);

        for (const [name, count] of Object.entries(counts)) {
          expect(count).toBeGreaterThan(0);
          if (!name.endsWith('luot')) expect(count).toBe(1);
          if (name.endsWith(' c') || name.endsWith(' a')) expect(counts[`${name}-extra`]).toBeUndefined();
        }
      }),
    );
  });

  test('a total is a union: each person once, whatever parts of it they count in, and nobody of a part is missing', () => {
    const wide = planOf('2026-01-01', '2031-01-01', {
      student: ['upper-secondary', 'vocational'],
      school: ['upper-secondary'],
      vocational: ['vocational'],
    });
    fc.assert(
      fc.property(fc.array(life, { maxLength: 5 }), days, (people, day) => {
        const alone = people.map((rows) => countsOn(wide, day, [rows]));
        const among = (name: string) => new Set(alone.flatMap((counts, person) => (counts[name] === undefined ? [] : [person])));
        const together = countsOn(wide, day, people);

        for (const reading of ['c', 'a', 'b']) {
          const total = among(`plan student ${reading}`);
          const parts = ['68001 student', '68002 student', 'S1 student', 'S2 student', 'plan school', 'plan vocational'];
          const union = new Set(parts.flatMap((part) => [...among(`${part} ${reading}`)]));
          expect(together[`plan student ${reading}`] ?? 0).toBe(total.size);
          expect([...union].filter((person) => !total.has(person))).toEqual([]);
        }
      }),
    );
  });

  test('who counts at an organisation counts in its area and in the plan', () => {
    fc.assert(
      fc.property(life, days, (rows, day) => {
        const counts = countsOn(plan, day, [rows]);

        for (const population of ['student', 'ip-worker']) {
          if (counts[`S1 ${population} c`] === 1)
            expect(counts).toMatchObject({ [`68001 ${population} c`]: 1, [`plan ${population} c`]: 1 });
        }
      }),
    );
  });
});
