import type { AgeBand } from '../fact';
import { childOf } from '../guardian';
import { ageIn } from '../read-age';
import { without } from '../session';
import { type Context, commandOption, type Outcome, option, type Step } from '../step';

const bands = ['under-16', '16-17', '18-plus'] as const satisfies readonly AgeBand[];

/** Asked before a code, a population or a consent: it decides which of those may be asked at all. */
export const ageBand: Step = {
  ask: ({ say }) => say('ageBand.ask'),
  options: ({ say, session }) => [
    ...bands.map((band) => option('age-band', band, say(`ageBand.${band}`))),
    session.language === 'vi' ? commandOption('en', say('language.en')) : commandOption('vi', say('language.vi')),
  ],
  choose: (context, choice) => {
    const band = bands.find((candidate) => candidate === choice);
    return band && settle(context, band);
  },
  read: (context, text) => {
    const age = ageIn(text);
    return age === undefined ? undefined : settle(context, bandOf(age));
  },
  back: () => 'age-band',
  leadsTo: ['menu', 'consent', 'join'],
};

function bandOf(age: number): AgeBand {
  if (age < 16) return 'under-16';
  return age < 18 ? '16-17' : '18-plus';
}

function settle(context: Context, band: AgeBand): Outcome {
  const facts = [{ kind: 'age-band', band, at: context.now } as const];
  if (band === 'under-16') {
    const { session, step } = childOf(context.session);
    const note = context.say(step === 'consent' ? 'guardian.note' : 'ageBand.childNote');
    return context.enter(step, { session, facts, lead: note });
  }
  const session = { ...without(context.session, 'ephemeral'), ageBand: band };
  return context.enter(session.pending === undefined ? 'join' : 'consent', { session, facts });
}
