import { createHmac } from 'node:crypto';
import { learnerId, PAGE } from '../contract.mjs';
import { FINISHED, MESSAGE, STATES, seededState } from '../quiz.mjs';

const stride = 7919; // a prime: learners come without their neighbours, each once a round
const idTail = 'JtG5iWq0cY2b4wz8kNfLx7Rr1uVhEoPsTDgAQmZyXC3B6I9'; // Messenger's own ids are about this long

/**
 * Signed webhook requests, one learner after the other. A learner's texts fit the state that learner will be in.
 * `prepare` makes requests ahead, so that signing them is not part of what is measured.
 */
export function supplyEvents({ learners, secret, webhook, says }) {
  let prepared = [];
  let taken = 0;
  let made = 0;
  const postponed = [];

  function make() {
    const learner = (made * stride + 13) % learners;
    const state = (seededState(learner) + Math.floor(made / learners)) % STATES;
    const text = textAt(state, made, says);
    made += 1;
    return { learner, request: signedRequest({ learner, text, number: made, secret, webhook }) };
  }

  return {
    prepare(count) {
      prepared = prepared.slice(taken);
      taken = 0;
      while (prepared.length < count) prepared.push(make());
    },
    /** The next event of a learner who waits for no answer; what busy learners have to say is put off, not dropped. */
    next(isBusy) {
      const free = postponed.findIndex(({ learner }) => !isBusy(learner));
      if (free >= 0) return postponed.splice(free, 1)[0];

      for (;;) {
        const event = taken < prepared.length ? prepared[taken++] : make();
        if (!isBusy(event.learner)) return event;
        postponed.push(event);
      }
    },
  };
}

function textAt(state, number, says) {
  if (state === FINISHED) return says.again;
  return state === MESSAGE ? says.next : 'ABCD'[number % 4];
}

function signedRequest({ learner, text, number, secret, webhook }) {
  const now = Date.now();
  const message = { mid: `m_${number.toString(36).padStart(12, '0')}${idTail}`, text };
  const messaging = [{ sender: { id: learnerId(learner) }, recipient: { id: PAGE }, timestamp: now, message }];
  const body = JSON.stringify({ object: 'page', entry: [{ id: PAGE, time: now, messaging }] });
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const head = [
    `POST ${webhook} HTTP/1.1`,
    'Host: bot.local',
    'Accept: */*',
    'Accept-Encoding: deflate, gzip',
    'User-Agent: facebookexternalua',
    'Content-Type: application/json',
    `X-Hub-Signature-256: sha256=${signature}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}
