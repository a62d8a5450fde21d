import type { Capabilities } from '../channel';

/** A body of the chat page: a few events of one person, never more. */
export const longestBody = 256 * 1024;
export const mostEvents = 50;
export const longestText = 2000;

export const webCapabilities: Capabilities = {
  buttons: 40,
  buttonLength: 200,
  textLength: 8000,
  measure: (text) => text.length,
  afterWindow: [],
  perSecond: Number.POSITIVE_INFINITY,
  moderation: 'none',
  echo: 'with-id',
  pull: true,
};
