/** The longest text of one message. */
export const textLimit = 2000;

/** How long a text is to the platform: characters, after composing. Whether it counts these or UTF-16 units is not documented: keep a margin. */
export function measureText(text: string): number {
  return [...text.normalize('NFC')].length;
}

/** Limits of the parts of a message, as documented. */
export const messageLimits = {
  buttons: 5,
  buttonTitle: 100,
  payload: 1000,
  listElements: 5,
  elementTitle: 100,
  elementSubtitle: 500,
  smsContent: 160,
} as const;
