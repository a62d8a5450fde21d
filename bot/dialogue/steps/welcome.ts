import type { Context, Step } from '../step';
import { paragraphs } from '../step';

/** The first contact: whatever was said, the engine says who is speaking, and the age band is asked. */
export const welcome: Step = {
  ask: ({ say }) => say('ageBand.ask'),
  options: () => [],
  choose: () => undefined,
  read: (context) => context.enter('age-band'),
  back: () => 'age-band',
  leadsTo: ['age-band'],
};

/** What everybody must be told first and again on coming back: a programme, whose, how long, not advice, and how to delete. */
export function notice(context: Pick<Context, 'say' | 'agency' | 'session' | 'event'>): string {
  const { say, agency, session } = context;
  return paragraphs(
    say('notice.who', { agency: agency[session.language] }),
    say('notice.what'),
    say('notice.careful'),
    deleteHint(context),
  );
}

/** How to delete what the programme keeps, and this chat in this app. */
export function deleteHint(context: Pick<Context, 'say' | 'event'>): string {
  return `${context.say('notice.delete')} ${deleteChatHint(context)}`;
}

export function deleteChatHint({ say, event }: Pick<Context, 'say' | 'event'>): string {
  return say('notice.deleteChat', { context: event.app ?? '' });
}
