import { measureText, messageLimits, textLimit } from 'zalo-oa-sdk';
import type { Capabilities } from '../channel';

// Zalo Official Account, limits of consultation messages and of calls, read 2026-11-22. That the 2,000 of a text are characters is an
// assumption, so some room is left.
const margin = 100;
export const longestInboundText = 2000;
export const longestBody = 1024 * 1024;
export const mostButtons = messageLimits.buttons;
export const buttonTitleLength = messageLimits.buttonTitle;
export const longestPayload = messageLimits.payload;
/** The first line of a list is the question, so the choices are the other lines and the buttons. */
export const mostListChoices = messageLimits.listElements - 1 + messageLimits.buttons;
export const listQuestionLength = messageLimits.elementTitle;

/** Whether v3.0 still takes buttons and lists is disputed: neither is shown until tried on a real account. */
export type Shows = { readonly buttons: boolean; readonly lists: boolean };

export function zaloCapabilities({ buttons, lists }: Shows): Capabilities {
  return {
    buttons: buttons ? (lists ? mostListChoices : mostButtons) : 0,
    buttonLength: buttonTitleLength,
    textLength: textLimit - margin,
    measure: measureText,
    windowMs: 47.5 * 3600_000, // of the 48 hours without charge
    afterWindow: ['paid-message', 'template-by-user'], // no phone number is kept, so no template by phone
    perSecond: 60, // of 4,000 calls a minute
    moderation: 'templates',
    echo: 'by-text',
    pull: false,
  };
}
