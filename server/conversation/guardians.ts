import type { CodeLookup, Purpose } from '../../bot/dialogue/fact';
import type { Session } from '../../bot/dialogue/session';

/** What a guardian has agreed to for the child with each of these codes. */
export type Guardians = (codes: readonly string[]) => Promise<ReadonlyMap<string, readonly Purpose[]>>;

type Coded = { readonly session: Session; readonly code?: CodeLookup };

/** Tells each job of a child who has a code of their own what a guardian agreed to for this child: one read for any number. */
export async function withGuardians<T extends Coded>(
  guardians: Guardians,
  jobs: readonly T[],
): Promise<readonly (T & { guardian?: readonly Purpose[] })[]> {
  const codes = jobs.flatMap((job) => childCodeOf(job) ?? []);
  if (codes.length === 0) return jobs;
  const agreed = await guardians(codes);
  return jobs.map((job) => {
    const code = childCodeOf(job);
    return code === undefined ? job : { ...job, guardian: agreed.get(code) ?? [] };
  });
}

/** Nobody who said they are 16 or older is looked up, and no card: it never names a child. */
function childCodeOf({ session, code }: Coded): string | undefined {
  if (session.ageBand !== undefined && session.ageBand !== 'under-16') return undefined;
  const shown = code?.found === 'yes' ? code.membership : undefined;
  const membership = shown ?? session.pending?.membership ?? session.membership;
  if (membership?.identifiedBy !== 'roster-code' || membership.population === 'service-worker') return undefined;
  return membership.code;
}
