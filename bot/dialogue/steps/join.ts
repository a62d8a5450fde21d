import { looksLikeJoinCode } from '../join-code-text';
import { option, type Step } from '../step';

/** With a code the learner counts with a group; without one they say who and where they are, or nothing. */
export const join: Step = {
  ask: ({ say }) => say('join.ask'),
  options: ({ say }) => [
    option('join', 'no-code', say('join.noCode'), ['không có', 'không có mã', 'chưa có', 'chưa có mã', 'no code', 'không', 'no']),
  ],
  choose: (context, choice) => (choice === 'no-code' ? context.enter('choose-population') : undefined),
  read: (context, text) => (looksLikeJoinCode(text) ? context.enter('join', { lead: context.say('code.mistyped') }) : undefined),
  back: ({ consents }) => (consents.learn === undefined ? 'age-band' : 'menu'),
  leadsTo: ['choose-population', 'join', 'consent'],
};
