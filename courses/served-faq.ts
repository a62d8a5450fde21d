import type { Publication } from './catalogue';
import type { FaqEntry } from './schema';
import { holds } from './source-state';

/** The frequent questions that may be answered on that day; like lessons, those that wait for an expert are for the demonstration only. */
export function servedFaq({ content, on, servesDrafts }: Omit<Publication, 'approvals' | 'earlier'>): readonly FaqEntry[] {
  return content.faq.flatMap(({ entry }) => {
    const waits = entry.unreviewed.includes('expert') && !servesDrafts;
    return waits || !entry.cite.every((citation) => holds(content.sources, citation, on)) ? [] : [entry];
  });
}
