import type { ChannelName } from '../../bot/channels/channel';
import type { Part, Population } from '../../courses/model';

export type Rung = 'listed' | 'sent' | 'delivered' | 'answered' | 'reached' | 'understood' | 'remembered';
export type EvidenceClass = 'E1' | 'E2' | 'E3' | 'E4';

/** One append-only row for one countable fact (`docs/design/reach.md` §3). Never edited: a correction names the old row. */
export type Evidence = {
  readonly _id: string; // keyed hash of conversation:turn:index, or of meeting:row
  readonly person?: string; // none on an E1 headcount
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
  readonly count?: number; // E1 headcount
  readonly replaces?: string;
  readonly sealed: Buffer; // this row's ciphertext under the person's own key
};

/** Signed changes by day; `open` holds the batches begun and not yet added (`docs/design/contracts.md` §6). */
export type Tally = {
  readonly _id: string; // node:population:reading:month
  readonly days: Readonly<Record<string, number>>;
  readonly open: readonly string[];
  readonly version: number;
};
