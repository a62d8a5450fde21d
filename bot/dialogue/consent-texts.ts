import type { Purpose } from './fact';
import type { Session } from './session';

/** Raise a version whenever the words of that consent change in any language; a test holds the words to it. */
export const consentTextVersions: Readonly<Record<Purpose, string>> = {
  learn: 'learn-1',
  'be-counted': 'be-counted-1',
  'be-reminded': 'be-reminded-1',
  'let-organiser-see': 'let-organiser-see-1',
};

/** What this learner is asked, in order. Only somebody with an organisation has an organiser; a single-use card asks for the least. */
export function purposesFor(session: Session): readonly Purpose[] {
  const membership = session.membership ?? session.pending?.membership;
  if (session.ageBand === 'under-16') return ['learn', 'be-counted', 'let-organiser-see']; // a child is never written to first
  if (membership === undefined) return ['learn', 'be-reminded'];
  if (membership.population === 'service-worker') return ['learn', 'be-counted'];
  if (membership.organisation === undefined) return ['learn', 'be-counted', 'be-reminded'];
  return ['learn', 'be-counted', 'be-reminded', 'let-organiser-see'];
}

/** The next purpose without an answer. */
export function openPurpose(session: Session): Purpose | undefined {
  return purposesFor(session).find((purpose) => session.consents[purpose] === undefined);
}

/** Whether age and consent are settled, so that lessons may be opened. */
export function isOnboarded(session: Session): boolean {
  return (
    session.ephemeral === true ||
    (session.ageBand !== undefined && session.consents.learn !== undefined && openPurpose(session) === undefined)
  );
}
