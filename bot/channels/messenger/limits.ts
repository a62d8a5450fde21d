import type { Capabilities } from '../channel';

// Messenger Platform, Send API limits, window and rate limiting, read 2026-11-22. The text limits are 2,000 and 640; what they count is
// not documented, so the larger of UTF-16 units and code points is counted (always the units) and some room is left.
export const mostQuickReplies = 13;
export const quickReplyTitleLength = 20;
export const mostButtons = 3; // of one template or element
export const buttonTemplateTextLength = 600;
export const mostElements = 10;
export const longestPayload = 1000;
export const longestInboundText = 2000;
export const longestBody = 1024 * 1024;

export const messengerCapabilities: Capabilities = {
  buttons: mostElements * mostButtons,
  buttonLength: quickReplyTitleLength,
  textLength: 1900,
  measure: (text) => text.normalize('NFC').length,
  windowMs: 23.5 * 60 * 60_000, // of 24 hours
  afterWindow: ['utility-template'], // a marketing message needs an advertiser's account and a subscription, which are not asked for
  perSecond: 250, // of 300 per page
  moderation: 'templates',
  echo: 'with-id',
  pull: false,
};
