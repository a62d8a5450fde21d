/**
 * What a server under measure is told and what the driver relies on. Environment: PORT, STUB (origin of the Send API),
 * USERS (learners it must already hold, each at the question `seededState` says), SECRET (of the webhook signature), DATA (an empty folder).
 * It listens on 127.0.0.1:PORT, prints READY, and answers every learner's text at STUB with a body whose last "#" is
 * followed by the quiz state.
 */
export const READY = 'READY';
export const WEBHOOK = '/webhook';
export const PAGE = '1000000000000001';
export const PAGE_TOKEN = 'bench-page-token';

const firstLearner = 6_000_000_000_000_000;

export const learnerId = (index) => String(firstLearner + index);
export const learnerIndex = (id) => Number(id) - firstLearner;
