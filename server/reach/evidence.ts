import { createHmac } from 'node:crypto';
import type { ChannelName } from '../../bot/channels/channel';
import type { AgeBand, Fact, Membership } from '../../bot/dialogue/fact';
import { type Keys, keyedHash, seal } from '../keys';
import type { Evidence, LedgerRow, ServiceWorkerEvidence } from './model';
import { dayOf, monthOf } from './period';
import { writeRow } from './sealed-row';

export type TurnFacts = {
  readonly conversation: string;
  readonly turn: number;
  readonly facts: readonly Fact[];
  readonly channel: ChannelName;
  readonly person: { readonly id: string; readonly key: Buffer /* their own, unwrapped */ };
  /** As they were before this turn; its own facts are applied in their order. */
  readonly membership?: Membership;
  readonly counted: boolean;
  readonly ageBand?: AgeBand;
  readonly guardian?: boolean; // a guardian's yes to this child stands
  readonly keys: Keys;
};

type Met = Extract<Fact, { readonly kind: 'met' }>;
type CheckedIn = Extract<Fact, { readonly kind: 'checked-in' }>;
type Completion = Extract<Fact, { readonly kind: 'completion' }>;
type Recalled = Extract<Fact, { readonly kind: 'recalled' }>;
type Learner = Pick<TurnFacts, 'counted'> & { readonly [Field in 'membership' | 'ageBand' | 'guardian']?: TurnFacts[Field] | undefined };

/**
 * What a turn adds to the ledger. Nothing without "be counted", nothing for a child under 16 without a guardian's yes, nothing for a lesson
 * that was gone through too quickly or left something out. The ids are derived: making the rows twice is making them once.
 */
export function evidenceFromFacts(turn: TurnFacts): readonly LedgerRow[] {
  const rows: LedgerRow[] = [];
  const { membership, counted, ageBand, guardian } = turn;
  let learner: Learner = { membership, counted, ageBand, guardian };
  for (const [index, fact] of turn.facts.entries()) {
    if (fact.kind === 'met') rows.push(...metRow(turn, learner, fact, index));
    if (fact.kind === 'checked-in') rows.push(...checkInRow(turn, learner, fact));
    if (fact.kind === 'completion') rows.push(...understoodRow(turn, learner, fact, index));
    if (fact.kind === 'recalled') rows.push(...recallRow(turn, learner, fact, index));
    if (isWithdrawal(fact, learner)) rows.push(...withdrawalRow(turn, learner, fact, index));
    learner = after(learner, fact);
  }
  return rows;
}

/** The one name a service worker has in their ledger: from their own random key, in the other key domain. */
export function serviceWorkerPseudonym(keys: Keys, personKey: Buffer): string {
  return keyedHash(keys.serviceWorker, `person:${personKey.toString('base64')}`);
}

/** Their rows' own key: gone with the person's key, and of no use without the second secret. */
export function serviceWorkerSealKey(keys: Keys, personKey: Buffer): Buffer {
  return createHmac('sha256', keys.serviceWorker).update('seal:').update(personKey).digest();
}

/** One for each time through a lesson: `reached` with both parts the plans name, else `answered`. */
function metRow(turn: TurnFacts, learner: Learner, fact: Met, index: number): readonly LedgerRow[] {
  const both = fact.parts.includes('law') && fact.parts.includes('knowledge');
  const { lesson, version, sources, parts } = fact;
  const row = { rung: both ? ('reached' as const) : ('answered' as const), class: 'E3' as const, id: `${index}` };
  return lessonRow(turn, learner, fact.at, { ...row, lesson, version, sources, parts });
}

/** Once for each meeting and person, however often they type a code. */
function checkInRow(turn: TurnFacts, learner: Learner, { meeting, minutes, parts, at }: CheckedIn): readonly LedgerRow[] {
  const { membership } = learner;
  if (membership === undefined || membership.population === 'service-worker' || !mayCount(learner)) return [];
  const rung = parts.includes('law') && parts.includes('knowledge') ? ('reached' as const) : ('answered' as const);
  const _id = keyedHash(turn.keys.of('evidence-id'), `meeting\n${meeting}\n${turn.person.id}`);
  return [evidenceRow(turn, membership, at, { id: '', _id, rung, class: 'E3', parts, meeting, minutes })];
}

/** Judged by the first time through; the parts stand in the row of the lesson met. */
function understoodRow(turn: TurnFacts, learner: Learner, fact: Completion, index: number): readonly LedgerRow[] {
  if (!fact.counts || fact.attempt !== 1 || !fact.passed) return [];
  const { lesson, version, sources } = fact;
  const row = { rung: 'understood' as const, class: 'E4' as const, id: `${index}:understood` };
  return lessonRow(turn, learner, fact.at, { ...row, lesson, version, sources, parts: [] });
}

const recallRungs = { asked: 'sent', answered: 'answered', right: 'remembered' } as const;

/** Of whoever met the lesson before; nobody of `service-worker` is ever asked. */
function recallRow(turn: TurnFacts, learner: Learner, { lesson, version, state, at }: Recalled, index: number): readonly LedgerRow[] {
  const { membership } = learner;
  if (membership === undefined || membership.population === 'service-worker' || !mayCount(learner)) return [];
  const row = { rung: recallRungs[state], class: 'E3' as const, id: `${index}:recall`, recall: true as const };
  return [evidenceRow(turn, membership, at, { ...row, lesson, version, parts: [] })];
}

function lessonRow(turn: TurnFacts, learner: Learner, at: number, row: RowParts): readonly LedgerRow[] {
  const { membership } = learner;
  if (membership === undefined || !mayCount(learner)) return [];
  return [
    membership.population === 'service-worker' ? serviceWorkerRow(turn, membership, at, row) : evidenceRow(turn, membership, at, row),
  ];
}

function withdrawalRow(turn: TurnFacts, { membership }: Learner, fact: Fact, index: number): readonly LedgerRow[] {
  if (membership === undefined) return [];
  const row = { rung: 'listed' as const, class: 'E3' as const, id: `${index}`, ends: true as const };
  if (membership.population === 'service-worker') return [serviceWorkerRow(turn, membership, fact.at, row)];
  return [evidenceRow(turn, membership, fact.at, { ...row, parts: [] })];
}

type RowParts = Pick<Evidence, 'rung' | 'class' | 'parts'> &
  Partial<Pick<Evidence, '_id' | 'lesson' | 'version' | 'sources' | 'ends' | 'meeting' | 'minutes' | 'recall'>> & { readonly id: string };

function evidenceRow(turn: TurnFacts, membership: Membership, at: number, { id, ...row }: RowParts): Evidence {
  const date = new Date(at);
  const plain = {
    _id: keyedHash(turn.keys.of('evidence-id'), `${turn.conversation}:${turn.turn}:${id}`),
    person: turn.person.id,
    population: membership.population,
    ...(membership.organisation === undefined ? {} : { organisation: membership.organisation }),
    ...(membership.group === undefined ? {} : { group: membership.group }),
    area: membership.area,
    ...row,
    identified: isIdentified(turn, membership),
    at: date,
    day: dayOf(date),
    channel: turn.channel,
  };
  return { ...plain, sealed: seal(turn.person.key, writeRow(plain)) };
}

/** By a code of their own, or by an account: only a visitor of the web chat with a group's code is not (`docs/design/reach.md` §4). */
function isIdentified({ channel }: TurnFacts, { identifiedBy }: Membership): boolean {
  return identifiedBy !== 'none' || channel !== 'web';
}

type ServiceWorkerParts = Pick<ServiceWorkerEvidence, 'rung' | 'class' | 'ends'> & { readonly id: string };

/** Commune, establishment group, month, class, rung: no time, lesson, channel or turn can be read from it. */
function serviceWorkerRow(turn: TurnFacts, membership: Membership, at: number, row: ServiceWorkerParts): ServiceWorkerEvidence {
  const establishmentGroup = membership.group ?? membership.organisation;
  const plain = {
    _id: keyedHash(turn.keys.serviceWorker, `${turn.conversation}:${turn.turn}:${row.id}`),
    person: serviceWorkerPseudonym(turn.keys, turn.person.key),
    population: 'service-worker' as const,
    area: membership.area,
    ...(establishmentGroup === undefined ? {} : { establishmentGroup }),
    month: monthOf(dayOf(new Date(at))),
    rung: row.rung,
    class: row.class,
    ...(row.ends === undefined ? {} : { ends: row.ends }),
  };
  return { ...plain, sealed: seal(serviceWorkerSealKey(turn.keys, turn.person.key), writeRow(plain)) };
}

/** A child under 16 counts nowhere without a guardian's yes; a service worker only once they have said that they are 18 or over. */
function mayCount({ counted, ageBand, guardian, membership }: Learner): boolean {
  if (!counted || (ageBand === 'under-16' && guardian !== true)) return false;
  return membership?.population !== 'service-worker' || ageBand === '18-plus';
}

/** Who takes back that anything is recorded is not counted any more either. */
function isWithdrawal(fact: Fact, learner: Learner): boolean {
  return fact.kind === 'consent' && (fact.purpose === 'be-counted' || fact.purpose === 'learn') && !fact.given && learner.counted;
}

function after(learner: Learner, fact: Fact): Learner {
  if (fact.kind === 'joined') return { ...learner, membership: fact.membership };
  if (fact.kind === 'age-band') return { ...learner, ageBand: fact.band };
  if (fact.kind === 'consent' && fact.purpose === 'be-counted') return { ...learner, counted: fact.given };
  if (fact.kind === 'consent' && fact.purpose === 'learn' && !fact.given) return { ...learner, counted: false };
  return learner;
}
