// biome-ignore-all lint/suspicious/noThenProperty: a row of a table, never a promise
type Policy = {
  readonly then: 'retry' | 'await-echo' | 'await-quota' | 'stop' | 'pause-account';
  readonly log: 'info' | 'warn' | 'error';
  readonly whenDropped: 'keep-text' | 'forget-text'; // kept, staff may have the reply sent again
};

/** Every way a send can fail, and what the sender does about it. */
export const sendFailures = {
  not_sent: { then: 'retry', log: 'info', whenDropped: 'keep-text' },
  unknown: { then: 'await-echo', log: 'warn', whenDropped: 'keep-text' },
  throttled: { then: 'retry', log: 'info', whenDropped: 'keep-text' },
  out_of_quota: { then: 'await-quota', log: 'warn', whenDropped: 'keep-text' },
  learner_left: { then: 'stop', log: 'info', whenDropped: 'forget-text' },
  outside_window: { then: 'stop', log: 'info', whenDropped: 'keep-text' },
  rejected: { then: 'stop', log: 'error', whenDropped: 'keep-text' },
  misconfigured: { then: 'pause-account', log: 'error', whenDropped: 'keep-text' },
} as const satisfies Record<string, Policy>;

export type SendFailureCode = keyof typeof sendFailures;

/** What `send` rejects with, and nothing else. */
export class SendFailure extends Error {
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly code: SendFailureCode,
    { retryAfterMs, ...options }: ErrorOptions & { readonly retryAfterMs?: number } = {},
  ) {
    super(`The message was not sent: ${code}`, options);
    this.name = 'SendFailure';
    this.retryAfterMs = retryAfterMs;
  }
}
