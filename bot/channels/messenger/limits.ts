import type { Capabilities } from '../channel';

// Messenger Platform, Send API limits and rate limiting, read 2026-11-22. The text limit is 2,000; what it counts is not documented,
// so the larger of UTF-16 units and code points is counted (always the units) and some room is left.
export const mostQuickReplies = 13;
export const quickReplyTitleLength = 20;
export const longestPayload = 1000;
export const longestInboundText = 2000;
export const longestBody = 1024 * 1024;

export const messengerCapabilities: Capabilities = {
  buttons: mostQuickReplies,
  buttonLength: quickReplyTitleLength,
  textLength: 1900,
  measure: (text) => text.length,
  windowMs: 24 * 60 * 60_000,
  perSecond: 250, // of 300 per page
  echo: 'with-id',
  pull: false,
};
