/**
 * How long the rows of each collection are kept, and why. `docs/retention.md` says the same in a table; a test holds the two, the
 * collections and their indexes to each other.
 */
export type Rule =
  | { readonly kept: 'for'; readonly field: string; readonly ms: number; readonly why: string; readonly by: 'store' | 'job' }
  | { readonly kept: 'while-needed'; readonly until: string; readonly why: string }
  | { readonly kept: 'for-good'; readonly why: string };

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const byStore = (field: string, ms: number, why: string): Rule => ({ kept: 'for', field, ms, why, by: 'store' });
const byJob = (field: string, ms: number, why: string): Rule => ({ kept: 'for', field, ms, why, by: 'job' });
const whileNeeded = (until: string, why: string): Rule => ({ kept: 'while-needed', until, why });
const forGood = (why: string): Rule => ({ kept: 'for-good', why });

const aggregate = 'names nobody';
const untilErased = 'the person is erased, or has taken back the consent to learning for 15 days';

export const retention: Readonly<Record<string, Rule>> = {
  inbox: byStore('receivedAt', 48 * hourMs, 'a platform repeats what it is not sure of'),
  outbox: byStore('at', 30 * dayMs, 'what became of a campaign; the text is gone once it is sent'),
  conversations: byStore('expireAt', 0, 'a session that may not be recorded, or was erased, goes 48 hours after the last word'),
  people: whileNeeded(untilErased, 'who is counted, by a pseudonym'),
  consents: whileNeeded(untilErased, 'the proof that somebody agreed'),
  attempts: whileNeeded(untilErased, 'what somebody has learned'),
  links: whileNeeded(untilErased, 'one person on several channels'),
  'link-codes': byStore('until', 24 * hourMs, 'a code typed twice does the same'),
  'view-codes': byStore('until', 0, 'opens one page for half an hour'),
  'resume-codes': byStore('setAt', 400 * dayMs, 'as long as a browser keeps the chat'),
  'push-days': byStore('at', 3 * dayMs, 'one push a day'),
  'send-quotas': byStore('to', 40 * dayMs, `what an account has sent of what it may; ${aggregate}`),
  'campaign-deferrals': byStore('at', 30 * dayMs, 'who waits for a better hour'),
  'erased-conversations': byJob('at', 48 * hourMs, 'what an erasure has left of a conversation goes with it'),
  'data-requests': byJob('doneAt', 5 * 365 * dayMs, 'the office can show that it answered; names nobody once it is closed'),
  'data-exports': whileNeeded(untilErased, 'the receipt of an erasure names earlier exports'),
  'erasure-receipts': byJob('erasedAt', 5 * 365 * dayMs, `the proof of an erasure; ${aggregate}`),
  'data-deletion-requests': byJob('doneAt', 2 * 365 * dayMs, `the page a platform links to; ${aggregate} once it is done`),
  'guardian-slips': whileNeeded('the child is erased or the code ends', 'the proof of a guardian’s yes; the paper stays with its holder'),
  'join-codes': whileNeeded('the person who holds it is erased', 'who came by which list'),
  evidence: forGood('the ledger; an erased row keeps ciphertext without a key'),
  'service-worker-evidence': forGood('the ledger; an erased row keeps ciphertext without a key'),
  seals: forGood(`the chain over the ledger; ${aggregate}`),
  tallies: forGood(`rebuilt from the ledger; ${aggregate}`),
  'tally-batches': whileNeeded('the batch is in the tallies', `what a stop left half way is counted again; ${aggregate}`),
  denominators: forGood(aggregate),
  'denominator-proposals': forGood(aggregate),
  'denominator-lists': byStore('expiresAt', 0, 'a list waits a day for its confirmation'),
  'unit-returns': forGood(aggregate),
  outputs: forGood(aggregate),
  'entered-figures': forGood(aggregate),
  papers: byStore('deleteAfter', 0, 'the proof behind a figure, ten years'),
  'paper-pieces': byStore('deleteAfter', 0, 'the proof behind a figure, ten years'),
  plans: forGood(aggregate),
  'plan-drafts': whileNeeded('it is imported or discarded', 'a plan being typed in'),
  reports: forGood(`frozen figures; ${aggregate}`),
  areas: forGood(aggregate),
  organisations: forGood(aggregate),
  groups: forGood(aggregate),
  lessons: forGood('published lessons'),
  'lesson-figures': forGood(`how lessons are taken, made anew each night; ${aggregate}`),
  campaigns: forGood(aggregate),
  shifts: forGood(aggregate),
  installation: forGood(aggregate),
  readiness: forGood('that the agency may process personal data: offices and documents, no names'),
  'channel-accounts': forGood(aggregate),
  'platform-tokens': whileNeeded('the account is disconnected', 'lets the programme speak'),
  'connect-requests': whileNeeded('the account is connected', 'one attempt to connect'),
  'webhook-sightings': forGood(aggregate),
  lanes: forGood(aggregate),
  'lane-holders': forGood(aggregate),
  'job-runs': byStore('at', dayMs, 'one run a tick'),
  staff: whileNeeded('the account is closed; the name stays beside what it signed', 'who may come in'),
  'sign-ins': byStore('expires', 0, 'a sign-in ends by itself'),
  'evidence-marks': byStore('at', 3 * dayMs, 'lessons are looked at beside others of the same days'),
  'evidence-queries': forGood(aggregate),
  'web-devices': byStore('at', dayMs, 'whether one browser speaks for many people'),
  'check-in-codes': byStore('until', hourMs, 'shown on a screen for a minute'),
  'meeting-files': byStore('deleteAfter', 0, 'photos of sheets and minutes, encrypted, for as long as their rule says'),
  'meeting-file-chunks': byStore('deleteAfter', 0, 'parts of those files'),
  'meeting-links': byStore('until', dayMs, 'lets a class monitor tick one list'),
  'meeting-lists': whileNeeded('the person is erased', 'who was there, by the id of a code'),
  meetings: forGood(aggregate),
  'one-time-links': byStore('expiresAt', 0, 'opens one form once'),
  'place-imports': byStore('expiresAt', 0, 'can be undone for 7 days'),
  'place-import-pages': byStore('expiresAt', 0, 'can be undone for 7 days'),
  'plan-task-states': forGood(aggregate),
  'chain-heads': forGood(`how far audit and seals go; ${aggregate}`),
  'given-out': forGood(`which figures have left the console; ${aggregate}`),
  'report-bases': forGood(aggregate),
  'roster-bases': forGood('why names may be kept, and who said so'),
  'roster-entries': whileNeeded('the person is erased; names and phones until `deleteAfter`', 'one line of a list'),
  'probable-matches': whileNeeded(
    'one of the two is erased, or a code nobody used is taken back',
    'who may be one person, by the ids of two codes',
  ),
  'roster-imports': byStore('expiresAt', 0, 'a list that nobody has confirmed is gone after a day'),
  'roster-mappings': forGood(aggregate),
  'roster-uploads': byStore('expiresAt', 0, 'a list that is being read in'),
  'sign-in-attempts': byStore('expire', 0, 'guesses at a password are counted for a while'),
  'third-party-requests': forGood('what police, courts and others asked in writing, and the answer'),
  audit: forGood('what staff did; ids of staff, never a name of a learner'),
};
