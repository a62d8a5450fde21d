/** One cell as it was written; dates of Excel are days at midnight UTC. */
export type Cell = string | number | Date | undefined;

/** A row that has something in it; `line` counts from 1 as the office's program shows it. */
export type SheetRow = { readonly line: number; readonly cells: readonly Cell[] };

export type Sheet = { readonly name: string; readonly rows: readonly SheetRow[] };

/** Everything of a file that may be read. Hidden sheets are named and stay unread. */
export type RosterFile = { readonly sheets: readonly Sheet[]; readonly hidden: readonly string[] };

/** Why a file is not read at all; each is a key of `refused` in `content/locales/<language>/rosters.json`. */
export type RefusalReason =
  | 'empty'
  | 'tooLarge'
  | 'oldExcel'
  | 'passwordProtected'
  | 'pdf'
  | 'webPage'
  | 'notExcel'
  | 'notText'
  | 'brokenFile'
  | 'macros'
  | 'externalLinks'
  | 'zipBomb'
  | 'tooManyParts'
  | 'formulas'
  | 'giantCell'
  | 'tooManyRows'
  | 'tooManyColumns'
  | 'onlyHiddenSheets';

export type Refusal = { readonly reason: RefusalReason; readonly values: Readonly<Record<string, string>> };

/** Ends the reading of a file from wherever the reason was found; `readRosterFile` turns it into a value. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly reason: RefusalReason,
    readonly values: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}

/** What a roster may be at most: a province's largest school or factory fits, a file made to hurt does not. */
export const limits = {
  fileBytes: 20 * 1024 * 1024,
  unpackedBytes: 96 * 1024 * 1024,
  ratio: 120, // sheets of real offices shrink 10 to 40 times
  ratioFromBytes: 1024 * 1024,
  parts: 500,
  rows: 60_000,
  columns: 100,
  excelRows: 1_048_576,
  cellLetters: 4_000,
} as const;
