const lettered = /^(☑ )?[A-Z]\. /;

/** The choices as lines to read: with their own letters, or numbered, so that each can be answered by typing. */
export function choiceLines(labels: readonly string[]): string {
  return labels.map((label, index) => (lettered.test(label) ? label : `${index + 1}. ${label}`)).join('\n');
}
