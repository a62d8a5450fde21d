import type { Session } from './session';

const mostMisses = 10;
const forgottenMs = 3_600_000;

export function withMissedCode(session: Session, now: number): Session {
  return { ...session, missedCodes: [...(session.missedCodes ?? []), now].slice(-mostMisses) };
}

/** Whoever has guessed too often in the last hour finds no code that links, right or wrong: a code is short, and opens somebody's lessons. */
export function mayTryLink({ missedCodes = [] }: Session, now: number): boolean {
  return missedCodes.filter((at) => at > now - forgottenMs).length < mostMisses;
}
