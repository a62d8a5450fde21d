import { fileURLToPath } from 'node:url';
import { WEBHOOK } from '../contract.mjs';

const file = (path) => fileURLToPath(new URL(path, import.meta.url));

/** What is measured side by side. `again` is what a learner says to begin the quiz once more. */
export const targets = {
  bottender: { file: file('../peers/bottender/server.js'), webhook: WEBHOOK, again: 'A' },
  botbuilder: { file: file('../peers/botbuilder.mjs'), webhook: WEBHOOK, again: 'A' },
  'express + log': { file: file('../peers/express-log.mjs'), webhook: WEBHOOK, again: 'A' },
  'http + log': { file: file('../peers/http-log.mjs'), webhook: WEBHOOK, again: 'A' },
};
