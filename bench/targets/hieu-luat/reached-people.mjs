import { evidenceFromFacts } from '../../../dist/server/reach/evidence.js';

const day = 86_400_000;

/** The ledger rows of one lesson that somebody went through to its end, made as a turn makes them; every sixth has understood it. */
export function lessonRows(keys, person, { number, at, turn = 1 }) {
  const lesson = { at, lesson: 'bench', version: 'bench', attempt: 1, parts: ['law', 'knowledge'], sources: ['PL10-2003-D3'] };
  const met = { kind: 'met', ...lesson, startedAt: at - 300_000 };
  const passed = number % 6 === 5;
  const completion = {
    kind: 'completion',
    ...lesson,
    startedAt: at - 300_000,
    right: number % 6,
    asked: 5,
    passed,
    rule: '5-of-6',
    counts: true,
  };
  return evidenceFromFacts({
    conversation: `messenger:bench:${person.id}`,
    turn,
    facts: [met, completion],
    channel: 'messenger',
    person: { id: person.id, key: person.key },
    membership: person.membership,
    counted: true,
    ageBand: '18-plus',
    keys,
  });
}

/** As they lie in the ledger: one person's rows are numbered. */
export function numbered(rows) {
  return rows.map((row, index) => ({ ...row, turn: index + 1 }));
}

/** Some day of the plan, spread evenly over so many days and the same at every run. */
export function dayOf(number, firstDay, days) {
  return firstDay + ((number * 7919) % days) * day;
}
