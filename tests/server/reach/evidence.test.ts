import type { Fact, Membership } from '../../../bot/dialogue/fact';
import { deriveKeys } from '../../../server/keys';
import { evidenceFromFacts, serviceWorkerSealKey, type TurnFacts } from '../../../server/reach/evidence';
import { isUnaltered } from '../../../server/reach/sealed-row';

const keys = deriveKeys('a secret of the installation', 'another secret, for service workers');
const at = Date.parse('2026-11-21T17:30:00Z'); // 00:30 on the 22nd in Viet Nam
const membership: Membership = {
  population: 'upper-secondary',
  area: '68001',
  organisation: 'S1',
  group: '10A1',
  code: 'c',
  identifiedBy: 'roster-code',
};
const completion = {
  kind: 'completion',
  at,
  lesson: 'k7',
  version: 'v1',
  attempt: 1,
  right: 6,
  asked: 6,
  passed: true,
  rule: '5-of-6',
  parts: ['law', 'knowledge'],
  sources: ['BLHS-327'],
  startedAt: at - 300_000,
  counts: true,
} as const satisfies Fact;
const met = {
  kind: 'met',
  at: at - 60_000,
  lesson: 'k7',
  version: 'v1',
  attempt: 1,
  parts: ['law', 'knowledge'],
  sources: ['BLHS-327'],
  startedAt: at - 300_000,
} as const satisfies Fact;
const person = { id: 'person-1', key: Buffer.alloc(32, 7) };

function turn(facts: readonly Fact[], fields: Partial<TurnFacts> = {}): TurnFacts {
  return {
    conversation: 'web:web:abc',
    turn: 9,
    facts,
    channel: 'web',
    person,
    membership,
    counted: true,
    ageBand: '16-17',
    keys,
    ...fields,
  };
}

describe('a lesson met', () => {
  test.each([
    { by: 'a code of their own on the web', channel: 'web', identifiedBy: 'roster-code', identified: true },
    { by: 'an account, with a group code', channel: 'zalo', identifiedBy: 'none', identified: true },
    { by: 'nothing: a group code on the web', channel: 'web', identifiedBy: 'none', identified: false },
  ] as const)('identifies by $by: $identified', ({ channel, identifiedBy, identified }) => {
    const [row] = evidenceFromFacts(turn([met], { channel, membership: { ...membership, identifiedBy } }));

    expect(row).toMatchObject({ identified });
  });

  test('with both parts is reached, with what the person belongs to and no more', () => {
    const [reached] = evidenceFromFacts(turn([met]));

    expect(reached).toEqual({
      _id: expect.stringMatching(/^[0-9a-f]{32}$/),
      person: 'person-1',
      population: 'upper-secondary',
      organisation: 'S1',
      group: '10A1',
      area: '68001',
      rung: 'reached',
      class: 'E3',
      parts: ['law', 'knowledge'],
      identified: true,
      lesson: 'k7',
      version: 'v1',
      sources: ['BLHS-327'],
      at: new Date(at - 60_000),
      day: '2026-11-22',
      channel: 'web',
      sealed: expect.any(Buffer),
    });
  });

  test.each([
    { what: 'met, with one question answered', facts: [met], rungs: ['reached E3'] },
    { what: 'met at the last answer, and understood', facts: [met, completion], rungs: ['reached E3', 'understood E4'] },
    { what: 'understood, met in an earlier turn', facts: [completion], rungs: ['understood E4'] },
    { what: 'passed at the second attempt', facts: [met, { ...completion, attempt: 2 }], rungs: ['reached E3'] },
    { what: 'not passed', facts: [met, { ...completion, passed: false }], rungs: ['reached E3'] },
    { what: 'met with one part only', facts: [{ ...met, parts: ['law'] as const }], rungs: ['answered E3'] },
    { what: 'passed too quickly', facts: [{ ...completion, counts: false }], rungs: [] },
  ])('$what: $rungs', ({ facts, rungs }) => {
    expect(evidenceFromFacts(turn(facts)).map((row) => `${row.rung} ${row.class}`)).toEqual(rungs);
  });

  test.each([
    { who: 'did not agree to be counted', fields: { counted: false } },
    { who: 'is under 16', fields: { ageBand: 'under-16' as const } },
    { who: 'belongs nowhere', fields: { membership: undefined } },
  ])('by somebody who $who leaves nothing', ({ fields }) => {
    const { membership: _, ...rest } = { ...turn([met, completion]), ...fields };

    expect(evidenceFromFacts(fields.membership === undefined && 'membership' in fields ? rest : { ...rest, membership })).toEqual([]);
  });

  test('counts with what the same turn established before it, and not after it', () => {
    const yes: Fact = { kind: 'consent', at, purpose: 'be-counted', given: true, textVersion: '1', language: 'vi' };

    expect(evidenceFromFacts(turn([yes, met, completion], { counted: false }))).toHaveLength(2);
    expect(evidenceFromFacts(turn([met, completion, yes], { counted: false }))).toHaveLength(0);
  });

  test('has the same id every time and another at any other place', () => {
    const ids = (fields: Partial<TurnFacts>, facts: readonly Fact[] = [met, completion]) =>
      evidenceFromFacts(turn(facts, fields)).map(({ _id }) => _id);

    expect(ids({})).toEqual(ids({}));
    expect(
      new Set([...ids({}), ...ids({ turn: 10 }), ...ids({ conversation: 'web:web:abd' }), ...ids({}, [met, completion, met, completion])])
        .size,
    ).toBe(8);
  });

  test('is sealed under the person’s own key, and the seal notices every change', () => {
    const [row] = evidenceFromFacts(turn([met]));
    if (row === undefined) throw new Error('no row');

    expect(isUnaltered(person.key, row)).toBe(true);
    expect(isUnaltered(Buffer.alloc(32, 8), row)).toBe(false);
    expect(isUnaltered(person.key, { ...row, area: '68002' })).toBe(false);
    expect(row.sealed.includes('S1')).toBe(false);
  });
});

test('withdrawing "be counted" ends what counted before, once', () => {
  const no: Fact = { kind: 'consent', at, purpose: 'be-counted', given: false, textVersion: '1', language: 'vi' };

  expect(evidenceFromFacts(turn([no, no]))).toMatchObject([{ ends: true, rung: 'listed', parts: [] }]);
  expect(evidenceFromFacts(turn([no], { counted: false }))).toEqual([]);
});

describe('a lesson asked again after a month', () => {
  const recalled = (state: 'asked' | 'answered' | 'right'): Fact => ({ kind: 'recalled', at, lesson: 'k7', version: 'v1', state });

  test.each([
    { state: 'asked', rung: 'sent' },
    { state: 'answered', rung: 'answered' },
    { state: 'right', rung: 'remembered' },
  ] as const)('$state leaves a row of its own that is sealed as such', ({ state, rung }) => {
    const [row, ...rest] = evidenceFromFacts(turn([recalled(state)]));

    expect(row).toMatchObject({ rung, recall: true, class: 'E3', parts: [], lesson: 'k7', organisation: 'S1' });
    expect(rest).toEqual([]);
    expect(row && isUnaltered(person.key, row)).toBe(true);
    expect(row && isUnaltered(person.key, { ...row, recall: undefined } as never)).toBe(false);
  });

  test('leaves nothing of who does not count, nor ever of a service worker', () => {
    const card: Membership = { population: 'service-worker', area: '68001', group: 'G1', code: 'c', identifiedBy: 'roster-code' };

    expect(evidenceFromFacts(turn([recalled('right')], { counted: false }))).toEqual([]);
    expect(evidenceFromFacts(turn([recalled('right')], { membership: card, ageBand: '18-plus' }))).toEqual([]);
  });
});

describe('a service worker', () => {
  const card: Membership = { population: 'service-worker', area: '68001', group: 'G1', code: 'c', identifiedBy: 'roster-code' };

  test('leaves commune, establishment group, month, class and rung, and no trace of person, lesson, time or channel', () => {
    const [row] = evidenceFromFacts(turn([met], { membership: card, ageBand: '18-plus' }));

    expect(row).toEqual({
      _id: expect.any(String),
      person: expect.any(String),
      population: 'service-worker',
      area: '68001',
      establishmentGroup: 'G1',
      month: '2026-11',
      rung: 'reached',
      class: 'E3',
      sealed: expect.any(Buffer),
    });
    expect(JSON.stringify(row)).not.toContain(person.id);
    expect(row && isUnaltered(serviceWorkerSealKey(keys, person.key), row)).toBe(true);
  });

  test('has a name and an id that need the second secret', () => {
    const rowsWith = (other: string, population: Membership) =>
      evidenceFromFacts({
        ...turn([met], { membership: population, ageBand: '18-plus' }),
        keys: deriveKeys('a secret of the installation', other),
      });
    const [one] = rowsWith('one', card);
    const [two] = rowsWith('two', card);

    expect(one?.person).not.toBe(two?.person);
    expect(one?._id).not.toBe(two?._id);
    expect(rowsWith('one', membership)[0]?._id).toBe(rowsWith('two', membership)[0]?._id);
  });

  test.each([undefined, '16-17' as const])('is not counted before saying 18 or over (%s)', (ageBand) => {
    const { ageBand: _, ...rest } = turn([met, completion], { membership: card });

    expect(evidenceFromFacts({ ...rest, ...(ageBand === undefined ? {} : { ageBand }) })).toEqual([]);
  });
});
