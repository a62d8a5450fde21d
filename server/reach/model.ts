import type { ChannelName } from '../../bot/channels/channel';
import type { Part, Population } from '../../courses/model';

export type Rung = 'listed' | 'sent' | 'delivered' | 'answered' | 'reached' | 'understood' | 'remembered';
export type EvidenceClass = 'E1' | 'E2' | 'E3' | 'E4';

/** One append-only row for one countable fact (`docs/design/reach.md` §3). Never edited: a correction names the old row. */
export type Evidence = {
  readonly _id: string; // keyed hash of conversation:turn:index, or of meeting:row
  readonly person?: string; // none on an E1 headcount, which stands under its meeting
  readonly population: Population;
  readonly organisation?: string;
  readonly group?: string;
  readonly area: string;
  readonly rung: Rung;
  readonly class: EvidenceClass;
  readonly parts: readonly Part[];
  readonly identified: boolean;
  readonly lesson?: string;
  readonly version?: string;
  readonly sources?: readonly string[];
  readonly at: Date;
  readonly day: string; // yyyy-mm-dd in Asia/Ho_Chi_Minh
  readonly channel: ChannelName | 'paper';
  readonly attestedBy?: string;
  readonly meeting?: string; // opaque: of several rows of one person at one meeting, one counts
  readonly minutes?: number; // how long the meeting took: a meeting counts with others near it
  readonly count?: number; // E1 headcount
  readonly named?: number; // how many of them have rows of their own
  readonly held?: true; // queried, or entered late: in the high figure until somebody else clears it
  readonly recall?: true; // of a lesson asked again after a month: was asked (`sent`), has answered, remembered; says nothing of where somebody is
  readonly replaces?: string;
  readonly match?: string; // opaque: who else names it may be the same human (`chains.ts`); such a row says nothing else
  readonly verdict?: 'same' | 'different'; // what a human said of that match; the newest row about it holds
  readonly ends?: true; // "be counted" withdrawn: from this day on nothing before this row counts
  readonly sealed: Buffer; // this row's ciphertext under the person's own key
};

/** A row about a service worker: its own collection, key domain and few fields (`docs/design/reach.md` §3). */
export type ServiceWorkerEvidence = {
  readonly _id: string;
  readonly person: string; // pseudonym of the separate key domain
  readonly population: 'service-worker';
  readonly area: string; // commune
  readonly establishmentGroup?: string;
  readonly month: string; // yyyy-mm
  readonly rung: Rung;
  readonly class: EvidenceClass;
  readonly ends?: true;
  readonly sealed: Buffer;
};

export type LedgerRow = Evidence | ServiceWorkerEvidence;

export function isServiceWorkerRow(row: LedgerRow): row is ServiceWorkerEvidence {
  return row.population === 'service-worker' && 'month' in row;
}

/**
 * What is counted: `c` present and reached, `c-extra` reached but in the high figure only, `a` reached in the calendar year, `b` ever reached,
 * `luot` completions, `understood` those of `c` who understood at the first attempt, `list` those of `c` who rest on lists alone,
 * `heads` and `a-heads` those of a headcount who are not named, for the high figure at any time and in the calendar year,
 * `recall-asked`, `recall-answered` and `remembered` those of `c` who were asked again after a month, answered and were right.
 */
export const readings = [
  'c',
  'c-extra',
  'a',
  'a-extra',
  'b',
  'luot',
  'understood',
  'list',
  'heads',
  'a-heads',
  'recall-asked',
  'recall-answered',
  'remembered',
] as const;
export type Reading = (typeof readings)[number];

export type NodeKind = 'plan' | 'area' | 'organisation';

/** Signed changes by day and reading (`docs/design/contracts.md` §6). */
export type Tally = {
  readonly _id: string; // plan/node:population:month
  readonly plan: string;
  readonly kind: NodeKind;
  readonly node: string; // area code, organisation id, or the plan's own id
  readonly population: string; // the population an indicator names, a union where it names several
  readonly month: string;
  readonly days: TallyDays;
  readonly version: number;
  readonly newest?: Date; // the newest evidence in it
  readonly settled?: readonly string[]; // batches that stopped half way and were counted again: what they still bring is refused
};

/** A batch on its way into the ledger: until it is gone, the tallies it names may lack some of it or hold it already. */
export type TallyBatch = {
  readonly _id: string; // random: it may stay in a tally, where a time would say when somebody learned
  readonly holder: string; // the process whose batch it is
  readonly at: Date;
  readonly tallies: readonly string[];
};

export type TallyDays = Readonly<Record<string, Readonly<Partial<Record<Reading, number>>>>>;
