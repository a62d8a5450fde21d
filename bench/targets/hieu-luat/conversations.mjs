import { createHash } from 'node:crypto';
import { conversationId, laneOf } from '../../../dist/server/conversation/accept-event.js';

const account = 'page'; // what the product calls the one page it speaks for
const turnsBefore = 10; // greeting, age, code, consents and the message
const hour = 3_600_000;

/** Somebody in the middle of the lesson at the moment `now`, after so many answers. */
export function inTheLesson({ now, lesson, answered, ...learner }) {
  const records = { [lesson.key]: recordOf(now, lesson, answered) };
  const session = { ...sessionOf(learner.person, now - hour), step: 'answer-question', lesson: lesson.key, records, lastSeenAt: now };
  const reply = { type: 'text', payload: { text: lesson.questions[answered].text } };
  return conversationOf({ ...learner, session, reply, turns: turnsBefore + answered });
}

/** Somebody who has joined and agreed to everything, and was last heard at that moment. */
export function atTheMenu({ heardAt, ...learner }) {
  const session = { ...sessionOf(learner.person, heardAt), step: 'menu', records: {} };
  return conversationOf({ ...learner, session, reply: { type: 'text', payload: { text: 'Chào bạn!' } }, turns: turnsBefore });
}

function conversationOf({ keys, sender, person, session, reply, turns }) {
  const _id = conversationId(keys, 'messenger', account, sender);
  const seen = Array.from({ length: turns }, (_, turn) => createHash('sha256').update(`${sender}:${turn}`).digest('hex').slice(0, 16));
  const at = new Date(session.lastAppliedAt);
  return {
    _id,
    lane: laneOf(_id),
    version: turns,
    person: person.id,
    sender,
    seen,
    session: { ...session, prompts: turns },
    turn: { n: turns, event: seen.at(-1), at, person: person.id, replies: [reply], facts: [], evidence: [] },
  };
}

function recordOf(now, { version, questions }, answered) {
  const answers = questions.slice(0, answered).map((_, question) => 'ABCD'[question % 4]);
  const begun = { version, attempt: 1, shown: 1, startedAt: now - hour, askedAt: now - hour, answers };
  return answered === 0 ? begun : { ...begun, met: true }; // whoever has answered has been counted
}

function sessionOf({ membership }, at) {
  const given = { given: true, textVersion: '1' };
  return {
    language: 'vi',
    welcomed: true,
    ageBand: '18-plus',
    membership,
    groupName: 'Lớp 10A1',
    population: membership.population,
    consents: { learn: given, 'be-counted': given, 'be-reminded': given, 'let-organiser-see': given },
    misunderstood: 0,
    taps: [],
    lastAppliedAt: at,
    lastSeenAt: at,
  };
}
