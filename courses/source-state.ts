import type { Citation } from './model';
import type { SourcesFile } from './schema';

export type SourceState = 'in-force' | 'lapsed' | 'upcoming';

/** Whether a source applies on that day. Periods are half-open: `to` is the first day on which it no longer does. */
export function sourceState(sources: SourcesFile, id: string, on: string): SourceState | undefined {
  const source = sources.sources[id];
  if (source === undefined) return undefined;

  if (!source.issued) return 'upcoming';
  const document = source.document === undefined ? undefined : sources.documents[source.document];
  const from = source.from ?? document?.from;
  const to = source.to ?? document?.to;
  if (to !== undefined && on >= to) return 'lapsed';
  return from !== undefined && on < from ? 'upcoming' : 'in-force';
}

/** Whether the text may be shown on that day: it says what applies, or says on purpose what does not. */
export function holds(sources: SourcesFile, citation: Citation, on: string): boolean {
  const state = sourceState(sources, citation.source, on);
  if (citation.as === 'history') return state !== undefined;
  if (citation.as === 'upcoming') return state === 'upcoming' || state === 'in-force';
  return state === 'in-force';
}

/** The name of a source for a chat line: "Điều 3 Pháp lệnh 10/2003/PL-UBTVQH11". */
export function citationText(sources: SourcesFile, citation: Citation): string {
  const source = sources.sources[citation.source];
  if (source === undefined) return citation.source;

  const document = source.document === undefined ? undefined : sources.documents[source.document];
  const name = source.short ?? [source.article, document?.short].filter((part) => part !== undefined).join(' ');
  return [name, citation.as === undefined ? undefined : sources.marks[citation.as]].filter((part) => part !== undefined).join(' ');
}

/** What took the place of a source, or of its document. */
export function replacementOf(sources: SourcesFile, id: string): string | undefined {
  const source = sources.sources[id];
  if (source === undefined) return undefined;
  return source.replaced_by ?? (source.document === undefined ? undefined : sources.documents[source.document]?.replaced_by);
}
