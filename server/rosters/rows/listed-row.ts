/** Somebody whom a roster lists, as far as it says. Held in memory and in the sealed staging row, nowhere else. */
export type ListedRow = {
  readonly sheet: string;
  readonly line: number;
  readonly name: string;
  readonly birth?: string; // a day or a year
  readonly birthText?: string; // as the office wrote it, when it cannot be read
  readonly group?: string; // class, workshop or shift, as written
  readonly code?: string; // the office's own
  readonly phone?: string; // ten digits
  readonly phoneText?: string; // as written, when it cannot be read
  readonly rosterCode?: string; // of an earlier list that the product made
};

/** Rows that list nobody; each is a key of `skipped` in `rosters.json`. */
export type SkipReason = 'heading' | 'section' | 'totals' | 'note' | 'signature' | 'numbering';
export type SkippedRow = { readonly sheet: string; readonly line: number; readonly reason: SkipReason };
export type Listed = { readonly rows: readonly ListedRow[]; readonly skipped: readonly SkippedRow[] };
