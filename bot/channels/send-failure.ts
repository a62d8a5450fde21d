// biome-ignore-all lint/suspicious/noThenProperty: a row of a table, never a promise
type Policy = {
  readonly then: 'retry' | 'await-echo' | 'stop' | 'pause-account';
  readonly log: 'info' | 'warn' | 'error';
};

/** Every way a send can fail, and what the sender does about it. */
export const sendFailures = {
  not_sent: { then: 'retry', log: 'info' },
  unknown: { then: 'await-echo', log: 'warn' },
  throttled: { then: 'retry', log: 'info' },
  learner_left: { then: 'stop', log: 'info' },
  outside_window: { then: 'stop', log: 'info' },
  rejected: { then: 'stop', log: 'error' },
  misconfigured: { then: 'pause-account', log: 'error' },
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
