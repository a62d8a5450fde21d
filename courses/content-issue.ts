/** What an issue does: an `error` stops start-up and publication, a `warning` is served around, `info` is for the author. */
export type Severity = 'error' | 'warning' | 'info';

type Policy = { readonly severity: Severity; readonly hint: string };

/** Every issue an author can meet, and what to do about it. `content/README.md` lists the same codes; a test compares the two. */
export const contentIssues = {
  unreadable: { severity: 'error', hint: 'Check that the file exists, is UTF-8 text and can be read.' },
  yaml_syntax: { severity: 'error', hint: 'Fix the YAML: indentation, quotes or a colon inside a text are the usual causes.' },
  wrong_shape: { severity: 'error', hint: 'Compare the field with a lesson that passes.' },
  unknown_field: { severity: 'error', hint: 'Remove the field or correct its spelling.' },
  duplicate_id: { severity: 'error', hint: 'Give each message, question, lesson and source an id of its own.' },
  id_mismatch: { severity: 'error', hint: 'Name the file after the lesson in small letters and begin every id with the lesson id.' },
  message_too_long: { severity: 'error', hint: 'Cut the message to 60 words or split it in two.' },
  too_long_for_channel: { severity: 'error', hint: 'Shorten the text or make two of it: one message of that channel cannot hold it.' },
  wrong_answer: {
    severity: 'error',
    hint: 'Name options that exist: one for single and scenario, one or more for several, true or false for true-false.',
  },
  part_missing: {
    severity: 'error',
    hint: 'A core lesson needs at least one message tagged law and one tagged knowledge; any other needs a message for each tag of its questions.',
  },
  unknown_source: { severity: 'error', hint: 'Add the source to content/sources.yaml or correct the id.' },
  unchecked_source: { severity: 'error', hint: 'A source of confidence M has been checked by nobody: cite another one.' },
  lesson_not_listed: { severity: 'error', hint: 'Add the lesson to core or optional in the course file.' },
  lesson_missing: { severity: 'error', hint: 'Write the lesson file or take the id out of the course file.' },
  translation_differs: {
    severity: 'error',
    hint: 'A translation keeps the ids, kinds, options, answers, citations and tags of the Vietnamese lesson.',
  },
  approved_by_author: { severity: 'error', hint: 'Someone other than the author of the lesson must approve it.' },
  period_reversed: {
    severity: 'error',
    hint: 'Put the first day without messages in `from` and the first day with messages again in `to`.',
  },
  shift_never_open: {
    severity: 'error',
    hint: 'Leave at least one hour between 8:00 and 20:00 open in one turn of the pattern, or these workers are never written to.',
  },
  approval_outdated: { severity: 'warning', hint: 'The lesson has changed since it was approved: have this version reviewed.' },
  source_lapsed: { severity: 'warning', hint: 'The lesson is withdrawn: cite what replaced the source, or cite it as history.' },
  source_not_in_force: { severity: 'warning', hint: 'The lesson is withdrawn until the source applies, unless it is cited as upcoming.' },
  review_overdue: { severity: 'warning', hint: 'Have the lesson read again and move review_by.' },
  not_yet_effective: { severity: 'info', hint: 'The lesson is served from effective_from on.' },
} as const satisfies Record<string, Policy>;

export type ContentIssueCode = keyof typeof contentIssues;

export type ContentIssue = {
  readonly code: ContentIssueCode;
  readonly file: string; // relative to the content folder
  readonly line: number;
  readonly column: number;
  readonly message: string;
};

export function severityOf(issue: ContentIssue): Severity {
  return contentIssues[issue.code].severity;
}

/** `file:line:column message [code]`, the form editors can jump to. */
export function formatIssue(issue: ContentIssue): string {
  return `${issue.file}:${issue.line}:${issue.column} ${issue.message} [${issue.code}]`;
}
