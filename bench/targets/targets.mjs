import { fileURLToPath } from 'node:url';
import { WEBHOOK } from '../contract.mjs';

const file = (path) => fileURLToPath(new URL(path, import.meta.url));

const anything = { again: 'A', next: 'A' };

/** What is measured side by side. `says` is how a learner begins the lesson again and goes on from its message. */
export const targets = {
  bottender: { file: file('../peers/bottender/server.js'), webhook: WEBHOOK, says: anything },
  botbuilder: { file: file('../peers/botbuilder.mjs'), webhook: WEBHOOK, says: anything },
  'express + log': { file: file('../peers/express-log.mjs'), webhook: WEBHOOK, says: anything },
  'http + log': { file: file('../peers/http-log.mjs'), webhook: WEBHOOK, says: anything },
};
