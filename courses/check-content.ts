import { checkDates } from './check-dates';
import type { ContentIssue } from './content-issue';
import { loadContent } from './load-courses';

/** Every fault of a content folder and what the day `on` (yyyy-mm-dd) does to it, file by file, in reading order. */
export function checkContent(folder: string, on: string): readonly ContentIssue[] {
  const content = loadContent(folder);
  return [...content.issues, ...checkDates(content, on)].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.code, b.code),
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
