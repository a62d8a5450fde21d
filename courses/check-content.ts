import { checkDates } from './check-dates';
import { checkSurfaces, type Surface } from './check-surfaces';
import type { ContentIssue } from './content-issue';
import { loadContent } from './load-courses';

/**
 * Every fault of a content folder, what the day `on` (yyyy-mm-dd) does to it, and what these surfaces cannot show, file by file, in
 * reading order.
 */
export function checkContent(folder: string, on: string, surfaces: readonly Surface[] = []): readonly ContentIssue[] {
  const content = loadContent(folder);
  return [...content.issues, ...checkDates(content, on), ...checkSurfaces(content, surfaces)].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.code, b.code),
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
