import type { Membership } from '../../../bot/dialogue/fact';
import type { DuePush } from '../../../server/outbox/push-rows';
import type { ClosedPeriod, Shift } from '../../../server/pushes/calendar';
import { createPushPolicy } from '../../../server/pushes/push-policy';
import type { PushSettings } from '../../../server/pushes/push-settings';

const examinations: ClosedPeriod = {
  populations: ['upper-secondary'],
  period: { id: 'exams', why: { vi: 'Thi', en: 'Examinations' }, assumed: false, from: '2026-11-23', to: '2026-11-26' },
};
const atWork: Shift = {
  pattern: { id: 'day', title: { vi: 'Ca ngày', en: 'Day shift' }, turns: [{ days: 7, closed: ['06:30-17:30'] }] },
  since: '2026-11-02',
};
const settings: PushSettings = {
  calendar: { closed: [examinations], patterns: new Map() },
  shiftOf: (membership) => (membership?.group === 'day-shift' ? atWork : undefined),
  waysOf: () => [],
  isRestricted: () => false,
  refresh: async () => undefined,
};
const tenInTheMorning = new Date('2026-11-23T10:00:00+07:00');
const row: DuePush = {
  _id: 'messenger:page:00:1:0',
  conversation: 'messenger:page:00',
  lane: 0,
  channel: 'messenger',
  state: 'waiting',
  tries: 0,
  nextAt: tenInTheMorning,
  order: 1000,
  term: 1,
  at: tenInTheMorning,
  push: { kind: 'campaign', campaign: 'c', person: 'p' },
};
const { clearance } = createPushPolicy({
  catalogue: { courses: [], lesson: () => undefined, citationText: () => '' },
  settings,
  channels: new Map(),
  halted: { stateOf: () => undefined },
  now: () => tenInTheMorning,
});

const pupil: Membership = { population: 'upper-secondary', area: 'T101', identifiedBy: 'account' };
const worker: Membership = { population: 'ip-worker', area: 'T101', group: 'day-shift', identifiedBy: 'account' };

test.each([
  { whose: 'of somebody not asked about', membership: undefined, clearance: 'go' },
  { whose: 'of a pupil in examinations', membership: pupil, clearance: { notBefore: new Date('2026-11-26T08:00:00+07:00') } },
  { whose: 'of a worker at work', membership: worker, clearance: { notBefore: new Date('2026-11-23T17:30:00+07:00') } },
  { whose: 'of another worker', membership: { ...worker, group: 'other' }, clearance: 'go' },
])('a push $whose that has waited', ({ membership, clearance: expected }) => {
  expect(clearance(row, membership)).toEqual(expected);
});
