import { types } from 'node:util';

/** An error as a log may hold it: what kind, where, and why in turn. */
export type DescribedError = {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  readonly at: readonly string[];
  readonly cause?: DescribedError;
};

/** Errors of the engine say nothing about their input; all others may quote a learner, a token or a stored row. */
const speakSafely: ReadonlySet<string> = new Set(['TypeError', 'ReferenceError', 'ConfigError']);
const deepestCause = 4;

export function describeError(error: unknown, depth = 0): DescribedError {
  if (!types.isNativeError(error)) return { type: typeof error, at: [] };
  const code = codeOf(error);
  return {
    type: /^\w{1,60}$/.test(error.name) ? error.name : 'Error',
    ...(code === undefined ? {} : { code }),
    ...(speakSafely.has(error.name) ? { message: withoutNumbers(error.message) } : {}),
    at: framesOf(error),
    ...(error.cause === undefined || depth === deepestCause ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}

function codeOf(error: Error): string | undefined {
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'number' && Math.abs(code) < 100_000) return String(code);
  return typeof code === 'string' && /^[A-Za-z][A-Za-z_]{1,50}$/.test(code) ? code : undefined;
}

/** The stack begins with the message, which may run over several lines: only lines that are frames are kept. */
function framesOf(error: Error): readonly string[] {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at \S.*:\d+:\d+\)?$/.test(line));
  return frames.slice(0, 12).map((frame) => frame.trim());
}

function withoutNumbers(text: string): string {
  return text.replace(/\d{6,}/g, '…').slice(0, 300);
}
