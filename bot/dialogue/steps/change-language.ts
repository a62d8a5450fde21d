import { option, type Step } from '../step';

export const changeLanguage: Step = {
  ask: ({ say }) => say('language.ask'),
  options: ({ say }) => [
    option('change-language', 'vi', say('language.vi'), ['tiếng việt', 'việt', 'vietnamese', 'vi']),
    option('change-language', 'en', say('language.en'), ['english', 'tiếng anh', 'anh', 'en']),
  ],
  choose: (context, choice) => {
    if (choice !== 'vi' && choice !== 'en') return undefined;
    return context.enter(context.session.returnTo ?? 'menu', { session: { ...context.session, language: choice } });
  },
  back: (session) => session.returnTo ?? 'menu',
  leadsTo: ['menu'],
};
