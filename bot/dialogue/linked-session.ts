import type { Membership } from './fact';
import { mergeRecords } from './merge-records';
import { type Consent, type Session, type StepName, without } from './session';

/** Where the lesson in hand decides what is said: not true any more once it went on elsewhere. */
const lessonSteps: readonly StepName[] = ['read-message', 'answer-question', 'show-result'];
const identification: readonly Membership['identifiedBy'][] = ['none', 'account', 'roster-code'];

/** Whether a conversation may be one of several of the same person: nobody who is not to be recorded, and never a service worker. */
export function mayLink(session: Session): boolean {
  const population = session.membership?.population ?? session.pending?.membership.population ?? session.population;
  return session.ephemeral !== true && session.ageBand !== 'under-16' && population !== 'service-worker';
}

/** Only somebody whose age is known and who agreed to be remembered has something to take elsewhere. */
export function mayOfferLink(session: Session): boolean {
  return mayLink(session) && session.ageBand !== undefined && session.consents.learn?.given === true;
}

/** The session of whoever typed the code, with what the one that showed it brings. Of two equal memberships the shown one holds. */
export function linkedTo(typed: Session, shown: Session): Session {
  const { session } = withSiblings(withMembership(typed, shown, shown), [shown]);
  const lesson = shown.lesson ?? session.lesson;
  return { ...session, ...(lesson === undefined ? {} : { lesson }), linked: true };
}

type Together = { readonly session: Session; readonly movedOn: boolean };

/** A session with what has been said and learned in the person's other conversations since; `movedOn` when its own place is gone. */
export function withSiblings(session: Session, siblings: readonly Session[]): Together {
  if (siblings.length === 0) return { session: without(session, 'linked'), movedOn: false };

  const merged = siblings.reduce(mergeOne, { ...without(session, 'linkOffered'), linked: true as const });
  const movedOn = placeIn(merged) !== placeIn(session) && lessonSteps.includes(session.step);
  return { session: movedOn ? { ...merged, step: 'menu' } : merged, movedOn };
}

function mergeOne(own: Session, other: Session): Session {
  const agreed = withConsents(own, other);
  if (!mayLink(agreed) || !mayLink(other)) return agreed;

  const known = withMembership(agreed, other, agreed);
  const lesson = isLater(other, own) ? (other.lesson ?? own.lesson) : own.lesson;
  const { ageBand = other.ageBand, population = other.population } = known;
  return {
    ...known,
    records: mergeRecords(own.records, other.records),
    ...(lesson === undefined ? {} : { lesson }),
    ...(ageBand === undefined ? {} : { ageBand }),
    ...(population === undefined ? {} : { population }),
  };
}

/** The newest word holds in both. Reminders are agreed to for one channel, and an organiser's view goes with the group. */
function withConsents(own: Session, other: Session): Session {
  const consents = { ...own.consents };
  for (const purpose of ['learn', 'be-counted'] as const) {
    const newest = newerConsent(own.consents[purpose], other.consents[purpose]);
    if (newest !== undefined) consents[purpose] = newest;
  }
  const withdrawn = consents.learn?.given === false;
  return {
    ...(withdrawn ? own : without(own, 'ephemeral')),
    consents,
    ...(withdrawn ? { ephemeral: true as const } : {}),
    ...underAge(own),
  };
}

function underAge({ ageBand }: Session): { readonly ephemeral?: true } {
  return ageBand === 'under-16' ? { ephemeral: true } : {};
}

function newerConsent(one: Consent | undefined, other: Consent | undefined): Consent | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const [a, b] = [one.at ?? 0, other.at ?? 0];
  if (a !== b) return a > b ? one : other;
  return one.given ? other : one;
}

/** The membership that names a person best: a code of their own, then a group, then a place; identified if either is. */
function withMembership(own: Session, other: Session, tieTo: Session): Session {
  const best = weightOf(own) === weightOf(other) ? tieTo : weightOf(own) > weightOf(other) ? own : other;
  if (best.membership === undefined) return own;
  const identifiedBy = identification[Math.max(identified(own), identified(other))] ?? best.membership.identifiedBy;
  const { groupName } = best;
  const organiser = organiserConsent(own, other, best);
  return {
    ...without(own, 'groupName'),
    membership: { ...best.membership, identifiedBy },
    population: best.membership.population,
    consents: { ...without(own.consents, 'let-organiser-see'), ...(organiser === undefined ? {} : { 'let-organiser-see': organiser }) },
    ...(groupName === undefined ? {} : { groupName }),
  };
}

/** Another organiser is another reader: a yes to one is no yes to the other. */
function organiserConsent(own: Session, other: Session, best: Session): Consent | undefined {
  const same = own.membership?.organisation === other.membership?.organisation;
  const name = 'let-organiser-see';
  return same ? newerConsent(own.consents[name], other.consents[name]) : best.consents[name];
}

function weightOf({ membership }: Session): number {
  if (membership === undefined) return 0;
  if (membership.identifiedBy === 'roster-code') return 3;
  return membership.organisation === undefined && membership.group === undefined ? 1 : 2;
}

function identified({ membership }: Session): number {
  return membership === undefined ? 0 : identification.indexOf(membership.identifiedBy);
}

function isLater(one: Session, other: Session): boolean {
  return (one.lastSeenAt ?? 0) > (other.lastSeenAt ?? 0);
}

/** Where a learner stands in the lesson in hand. */
function placeIn({ lesson, records }: Session): string {
  const record = lesson === undefined ? undefined : records[lesson];
  return JSON.stringify([lesson, record?.attempt, record?.shown, record?.answers, record?.finished]);
}
