/**
 * An administrative document before it has a form: what it says, in order. `to-docx.ts` and `to-pdf.ts` set it in the layout of
 * decree 30/2020/NĐ-CP, annex I.
 */
export type OfficialDocument = {
  readonly head: OfficialHead;
  /** Printed across the top of every page: "BẢN THẢO", or that it is a demonstration. */
  readonly mark?: string;
  readonly blocks: readonly Block[];
  readonly recipients: readonly string[];
  readonly signer: Signer;
};

export type OfficialHead = {
  /** The body above the issuer, where there is one. */
  readonly parentBody?: string;
  readonly issuer: string;
  /** The symbol after the number, as in `/BC-SYT`. */
  readonly symbol: string;
  readonly number?: string;
  /** The place before the date. */
  readonly locality: string;
  /** A draft has none: the office dates what it issues. */
  readonly date?: Date;
  /** "BÁO CÁO"; a covering letter has none, its subject stands under its number. */
  readonly kind?: string;
  readonly subject: string;
};

export type Signer = { readonly authority?: string /* "KT. GIÁM ĐỐC" */; readonly position: string; readonly name?: string };

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'item'; readonly text: string }
  | DocumentTable;

/** `share` is a column's part of the width; figures stand to the right. */
export type DocumentTable = {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly { readonly head: string; readonly share: number; readonly align?: 'left' | 'center' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
  readonly notes?: readonly string[];
};

/** A block with the name under which an edit of it is kept. Tables are never edited: their figures are the snapshot's. */
export type NamedBlock = { readonly id: string; readonly block: Block };

/** Millimetres and points of the decree, one place for both forms. */
export const layout = {
  page: { widthMm: 210, heightMm: 297 },
  marginMm: { top: 20, bottom: 20, left: 30, right: 15 },
  body: { size: 14, indentMm: 12.7, after: 6 },
  head: { size: 13, country: 12.5, motto: 13, date: 13 },
  title: { kind: 14, subject: 14 },
  table: { size: 12, notes: 11 },
  recipients: { title: 12, line: 11 },
} as const;
