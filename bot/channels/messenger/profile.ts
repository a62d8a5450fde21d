import type { GraphRequest } from './graph';

/** A page's words in one language. Titles are commands: a tap on one is read as if it had been typed. */
export type ProfileWords = {
  readonly greeting: string;
  readonly menu: readonly string[];
  readonly questions: readonly string[];
};

// Messenger Platform, profile, read 2026-11-22. The limits of greeting and question are from memory of the platform.
export const profileLimits = { greeting: 160, menuTitle: 30, menuItems: 5 /* advised, of 20 */, question: 80, questions: 4 } as const;

/** What the product hears; feedback controls under every message are left off, so `response_feedback` is not asked for. */
export const pageFields = [
  'messages',
  'messaging_postbacks',
  'messaging_referrals',
  'messaging_optins',
  'message_deliveries',
  'message_reads',
  'message_echoes',
  'message_reactions',
  'message_edits',
  'messaging_policy_enforcement',
];

/**
 * Everything a page needs to be set up, in order: its events, then start button, greeting and menu in one call. Suggested questions are
 * taken away unless wanted: how a link's code arrives beside them is not documented.
 */
export function setUpRequests(
  words: { readonly vi: ProfileWords; readonly en: ProfileWords },
  iceBreakers: boolean,
): readonly GraphRequest[] {
  const locales = [
    { locale: 'default', words: words.vi },
    { locale: 'vi_VN', words: words.vi },
    { locale: 'en_US', words: words.en },
    { locale: 'en_GB', words: words.en },
  ];
  const profile = {
    get_started: { payload: 'GET_STARTED' },
    greeting: locales.map(({ locale, words: { greeting } }) => ({ locale, text: greeting })),
    persistent_menu: locales.map(({ locale, words: { menu } }) => ({
      locale,
      composer_input_disabled: false,
      call_to_actions: menu.map((title) => ({ type: 'postback', title, payload: `MENU:${title}` })),
    })),
    ...(iceBreakers ? { ice_breakers: locales.map(questionsOf) } : {}),
  };
  return [
    { method: 'POST', path: '/me/subscribed_apps', body: { subscribed_fields: pageFields.join(',') } },
    { method: 'POST', path: '/me/messenger_profile', body: profile },
    ...(iceBreakers ? [] : [{ method: 'DELETE' as const, path: '/me/messenger_profile', body: { fields: ['ice_breakers'] } }]),
  ];
}

function questionsOf({ locale, words }: { readonly locale: string; readonly words: ProfileWords }) {
  return { locale, call_to_actions: words.questions.map((question) => ({ question, payload: `MENU:${question}` })) };
}
