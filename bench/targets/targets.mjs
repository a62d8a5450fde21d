import { fileURLToPath } from 'node:url';
import { WEBHOOK } from '../contract.mjs';

const file = (path) => fileURLToPath(new URL(path, import.meta.url));

const anything = { again: 'A', next: 'A' };

/** What is measured side by side. `seed` fills the store before the start; `says` is how a learner begins the lesson again and goes on from its message. */
export const targets = {
  bottender: { file: file('../peers/bottender/server.js'), webhook: WEBHOOK, says: anything },
  botbuilder: { file: file('../peers/botbuilder.mjs'), webhook: WEBHOOK, says: anything },
  'express + log': { file: file('../peers/express-log.mjs'), webhook: WEBHOOK, says: anything },
  'http + log': { file: file('../peers/http-log.mjs'), webhook: WEBHOOK, says: anything },
  'hieu-luat': {
    file: file('./hieu-luat/server.mjs'),
    seed: file('./hieu-luat/seed-learners.mjs'),
    webhook: '/webhooks/messenger',
    says: { again: 'làm lại', next: 'tiếp' },
  },
};

/** The same server on a store of people who have finished a lesson. */
export const reachedPeople = { ...targets['hieu-luat'], seed: file('./hieu-luat/seed-reached.mjs') };
