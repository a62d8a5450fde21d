import type { CodeLookup } from './fact';
import type { Session } from './session';

const mostMisses = 10;
const forgottenMs = 3_600_000;

const misses: readonly CodeLookup['found'][] = ['unknown', 'expired', 'withdrawn', 'used', 'link-over'];

/** Remembers a code that opened nothing, each as much a guess as the others. */
export function withTriedCode(session: Session, { found }: CodeLookup, now: number): Session {
  return misses.includes(found) ? { ...session, missedCodes: [...(session.missedCodes ?? []), now].slice(-mostMisses) } : session;
}

/**
 * How long somebody who has guessed too often in the last hour waits before a code is taken again, right or wrong alike: a code of
 * one's own is short, and opens somebody's place or lessons. A code that a whole group shares is nobody's, and is taken all the same.
 */
export function codeWaitMs({ missedCodes = [] }: Session, code: CodeLookup, now: number): number {
  if (code.found === 'yes' && !code.singleUse) return 0;
  const recent = missedCodes.filter((at) => at > now - forgottenMs);
  return recent.length < mostMisses ? 0 : Math.max(0, Math.min(...recent) + forgottenMs - now);
}
