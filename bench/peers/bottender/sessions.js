const { MemorySessionStore } = require('bottender');
const { learnerId, PAGE } = require('../../contract.mjs');
const { seededSession } = require('../../quiz.mjs');
const { learners } = require('../environment.mjs');

// as many as it takes: through `bottender()` its memory has no limit, a hand-made bot would keep 500
const sessions = new MemorySessionStore(4_000_000);

async function seedSessions() {
  const _updatedAt = new Date().toISOString();
  for (let index = 0; index < learners; index += 1) {
    const id = learnerId(index);
    const key = `messenger:${id}`;
    await sessions.write(key, {
      id: key,
      platform: 'messenger',
      lastActivity: Date.now(),
      user: { _updatedAt, id },
      page: { _updatedAt, id: PAGE },
      _state: seededSession(index),
    });
  }
}

module.exports = { sessions, seedSessions };
