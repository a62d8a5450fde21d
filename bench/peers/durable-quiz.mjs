import { join } from 'node:path';
import { learnerId } from '../contract.mjs';
import { newSession, seededSession, takeStep } from '../quiz.mjs';
import { openLog } from './durable-log.mjs';
import { folder, learners } from './environment.mjs';
import { sendText } from './send-text.mjs';

const log = await openLog(join(folder, 'answers.ndjson'));
const sessions = new Map();
const accepted = new Map(); // message id -> its write, so that a repeated delivery waits for the same one
for (let index = 0; index < learners; index += 1) sessions.set(learnerId(index), seededSession(index));

/** Applies every text of a webhook body once; resolves when all of them are on disk. Replies leave after that. */
export async function acceptBody(body) {
  await Promise.all([...texts(body)].map(acceptOnce));
}

function acceptOnce(event) {
  const known = accepted.get(event.message.mid);
  if (known !== undefined) return known;

  const { id } = event.sender;
  const session = sessions.get(id) ?? newSession();
  sessions.set(id, session);
  const reply = takeStep(session, event.message.text);
  const written = log.commit({ id: event.message.mid, sender: id, at: event.timestamp, ...session });
  accepted.set(event.message.mid, written);
  written.then(() => sendText(id, reply)).catch((error) => console.error(error));
  return written;
}

function* texts(body) {
  for (const { messaging = [] } of body?.entry ?? []) {
    for (const event of messaging) {
      if (typeof event.message?.text === 'string' && typeof event.sender?.id === 'string') yield event;
    }
  }
}
