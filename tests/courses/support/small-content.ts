import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const lesson = `id: A-1
language: vi
author: Nhóm biên soạn
title: Bài một
goal: Biết một điều.
minutes: 4
effective_from: 2026-11-01
review_by: 2027-05-01
messages:
  - id: A-1-P1
    text: Luật cấm việc này.
    cite: [LAW-D1]
    tags: [law]
  - id: A-1-P2
    text: Hãy gọi số này.
    cite: [LINE]
    tags: [knowledge]
questions:
  - id: A-1-Q1
    kind: single
    text: Luật nói gì?
    options: { A: Cho phép, B: Cấm }
    answer: B
    explanation: Luật cấm.
    cite: [LAW-D1]
    tags: [law]
  - id: A-1-Q2
    kind: true-false
    text: Luật cấm việc này.
    answer: true
    explanation: Đúng vậy.
    cite: [LAW-D1]
    tags: [law]
`;

/** The smallest content that passes every check. */
export const smallContent = {
  'sources.yaml': `marks: { history: (cũ), upcoming: (mới) }
documents:
  LAW: { name: Luật mẫu, short: Luật 1/2020, from: 2020-01-01 }
sources:
  LAW-D1: { document: LAW, article: Điều 1, says: Cấm., confidence: 2+ }
  LINE: { short: Số mẫu, says: Số., confidence: 2+ }
  GUESS: { short: Nghe nói, says: Chưa rõ., confidence: M }
`,
  'hotlines.yaml': '- { source: LINE, name: { vi: Số, en: Number }, use: { vi: Gọi, en: Call } }\n',
  'areas.csv': 'code,name,kind,communes,from,former\n01,Thành phố Hà Nội,city,126,2025-07-01,\n',
  'courses/answers.yaml': "vi: { right: Đúng, wrong: Sai }\nen: { right: 'True', wrong: 'False' }\n",
  'courses/a/course.yaml': `id: a
order: 1
title: { vi: Khóa A, en: Course A }
populations: [upper-secondary]
core: [A-1]
`,
  'courses/a/a-1.yaml': lesson,
  'faq/general.yaml': '- { id: F-1, question: Hỏi gì?, answer: Trả lời., cite: [LAW-D1], review_by: 2027-05-01, about: [[hỏi gì]] }\n',
  'approvals/README.md': '',
  'calendars/everybody.yaml':
    'kind: closed-days\nreview_by: 2029-01-01\ndays: [{ id: new-year, why: { vi: Tết, en: New Year }, every_year: { from: 01-01, to: 01-02 } }]\n',
} as const;

export type ContentFiles = { readonly [path: string]: string | Uint8Array | undefined };

const made: string[] = [];

/** A content folder like `smallContent` with these files instead of its own; `undefined` leaves one out. */
export function writeContent(files: ContentFiles): string {
  const folder = mkdtempSync(join(tmpdir(), 'content-'));
  made.push(folder);
  for (const [path, text] of Object.entries<string | Uint8Array | undefined>({ ...smallContent, ...files })) {
    if (text === undefined) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

export function removeContent(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** The small lesson with a piece of its text exchanged; the piece must be there. */
export function lessonWith(piece: string, instead: string): string {
  if (!lesson.includes(piece)) throw new Error(`The small lesson has no "${piece}"`);
  return lesson.replace(piece, instead);
}
