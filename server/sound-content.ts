import { checkDates } from '../courses/check-dates';
import type { Content } from '../courses/content';
import { type ContentIssue, formatIssue, severityOf } from '../courses/content-issue';
import { loadContent } from '../courses/load-courses';
import { languages, loadTexts, type Texts } from './i18n';
import type { Logger } from './observability/logger';

/** Start-up cannot go on: nobody may learn from lessons that are wrong. Lists every error where it stands, and what to do. */
export class ContentError extends Error {
  constructor(
    folder: string,
    readonly issues: readonly ContentIssue[],
    texts: Texts,
  ) {
    const say = (key: string) => languages.map((language) => texts(language, 'cli')(key, { count: issues.length, folder }));
    super([...say('content.refused'), ...issues.map((issue) => `  ${formatIssue(issue)}`), ...say('content.remedy')].join('\n'));
    this.name = 'ContentError';
  }
}

/** The content folder without errors; a warning, such as a source that has lapsed, is served around and logged. */
export function soundContent(folder: string, { on, logger }: { readonly on: string; readonly logger: Logger }): Content {
  const content = loadContent(folder);
  const errors = content.issues.filter((issue) => severityOf(issue) === 'error');
  if (errors.length > 0) throw new ContentError(folder, errors, loadTexts());

  const warnings = [...content.issues, ...checkDates(content, on)].filter((issue) => severityOf(issue) === 'warning');
  for (const { code, file, line } of warnings) logger.warn({ event: 'content.issue', code, file, line });
  return content;
}
