import { MessengerSimulator } from '../../tests/support/messenger-simulator/index.ts';
import { VirtualClock } from '../../tests/support/platform-parts/virtual-clock.ts';
import { PAGE_TOKEN } from '../contract.mjs';
import { secret } from '../peers/environment.mjs';
import { beginsAt } from './audience.mjs';
import { Chat } from './chat.mjs';
import { SendLog } from './send-log.mjs';

/** Messenger with the campaign's audience and with people who chat, in a process of its own; does what the bench asks and answers. */
const simulator = new MessengerSimulator(secret, PAGE_TOKEN, {
  clock: new VirtualClock({ startAt: beginsAt }),
  strangers: 'welcome',
  receipts: false,
  keptMessages: 1,
  rules: { sendsPerSecond: Number(process.env.TAKES_PER_SECOND) },
});
const log = new SendLog();
const chat = new Chat((id, text) => simulator.say(id, text));
for (const id of chat.ids) simulator.platform.learners.add(undefined, id);
simulator.platform.learners.watch((learner) => {
  if (learner.messages.at(-1)?.from !== 'page') return;
  if (!chat.heard(learner.id)) log.note(learner.id);
});

const acts = {
  start: () => simulator.start(),
  webhook: (url) => {
    simulator.caller.url = url;
  },
  answersAfter: (ms) => simulator.misbehave({ kind: 'slow', ms }),
  loseEchoes: (share) => simulator.troubleEvents({ loseEchoes: share }),
  state: () => ({ ...log.state(), refused: simulator.refused.length, peak: simulator.platform.accepted.peakPerSlidingSecond }),
  outcome: (count) => log.outcome(count),
  chat: (perSecond) => chat.begin(perSecond),
  endChat: () => chat.end(),
  idle: () => simulator.caller.idle(),
  advance: (ms) => simulator.clock.advance(ms),
};

process.on('message', async ({ id, act, given }) => {
  process.send({ id, answer: await acts[act](given) });
});
process.on('disconnect', () => process.exit(0));
