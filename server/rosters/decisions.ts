import type { JudgedRow } from './judged-row';
import type { ListedRow } from './rows/listed-row';

/** What is done with a probable row: somebody else, the same person, or left out, which is what happens to a row without a decision. */
export type Decision = 'new' | 'same' | 'leave-out';

export type Confirmation = {
  readonly id: string;
  readonly actor: string;
  readonly decisions: ReadonlyMap<string, Decision>; // by `rowKey`
  readonly codesExpire: Date;
  readonly now: Date;
};

/** A row as decisions name it. */
export function rowKey({ sheet, line }: Pick<ListedRow, 'sheet' | 'line'>): string {
  return `${line}@${sheet}`;
}

export function isListedAgain({ status, entry, row }: JudgedRow, decisions: Confirmation['decisions']): boolean {
  return status === 'matched' || (status === 'probable' && entry !== undefined && decisions.get(rowKey(row)) === 'same');
}
