import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const sourcesFolder = join(__dirname, 'sources');

export type CurriculumMessage = { readonly id: string; readonly text: string; readonly cite: readonly string[]; readonly expert: boolean };

export type CurriculumQuestion = CurriculumMessage & {
  readonly kind: string;
  readonly options: readonly string[]; // "A. text"
  readonly answer: string; // as written: "A, D" or "Sai"
  readonly explanation: string;
};

export type CurriculumLesson = {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly goal: string;
  readonly opening: string | undefined;
  readonly messages: readonly CurriculumMessage[];
  readonly questions: readonly CurriculumQuestion[];
};

const title = /^### (?<id>[A-Z]+-\d+)\. (?<title>.+)$/;
const facts = /^\*Thời lượng: (?<minutes>\d+) phút\. Mục tiêu: (?<goal>.+)\*$/;
const opening = /^> \*\*Lời dẫn an toàn:\*\* (?<opening>.+)$/;
const message = /^- \*\*(?<id>[A-Z]+-\d+-P\d+)\*\* (?<text>.+) \[(?<cite>`[^\]]+)\](?<mark> ⚖)?$/;
const question = /^- \*\*(?<id>[A-Z]+-\d+-Q\d+)\*\* \((?<kind>[^)]+)\) (?<mark>⚖ )?(?<text>.+)$/;
const option = /^ {2}- (?<option>[A-F]\. .+)$/;
const answer = /^ {2}- \*\*Đáp án: (?<answer>[^.*]+)\.\*\* (?<explanation>.+) \[(?<cite>`[^\]]+)\]$/;
const headings = ['**Thông điệp**', '**Câu hỏi**', ''];

/** The lessons of the curriculum as text. A line it cannot place is an error, so that nothing is passed over. */
export function readCurriculum(): readonly CurriculumLesson[] {
  const text = readFileSync(join(sourcesFolder, 'curriculum.md'), 'utf8');
  return text
    .slice(0, text.indexOf('\n## Bảng thuật ngữ'))
    .split(/^(?=### )/m)
    .slice(1)
    .map((section) => readLesson((section.split(/^## /m)[0] ?? '').split('\n')));
}

/** The curriculum's own list of what waits for a lawyer or health agency. */
export function readExpertList(): readonly string[] {
  const text = readFileSync(join(sourcesFolder, 'curriculum.md'), 'utf8');
  const from = text.indexOf('## Danh sách cần luật sư');
  return [...text.slice(from, text.indexOf('\n## ', from + 1)).matchAll(/[A-Z]+-\d+-[PQ]\d+/g)].map(([id]) => id);
}

/** The curriculum's index from sources to lessons, as "BLHS-D141 in SV-4". */
export function readIndex(): readonly string[] {
  const text = readFileSync(join(sourcesFolder, 'curriculum.md'), 'utf8');
  const rows = text.slice(text.indexOf('## Chỉ mục căn cứ')).matchAll(/^\| `([^`]+)` \| (.+) \|$/gm);
  return [...rows].flatMap(([, source, lessons]) => (lessons ?? '').split(', ').map((lesson) => `${source} in ${lesson}`));
}

function readLesson(lines: readonly string[]): CurriculumLesson {
  const head = new Map<string, string>();
  const messages: CurriculumMessage[] = [];
  const questions: { head: Record<string, string | undefined>; options: string[]; end: Record<string, string | undefined> }[] = [];
  for (const line of lines) {
    if (headings.includes(line)) continue;
    const found = [title, facts, opening].map((form) => form.exec(line)?.groups).find((groups) => groups !== undefined);
    const asked = question.exec(line)?.groups;
    const told = message.exec(line)?.groups;
    const [choice, end] = [option.exec(line)?.groups?.option, answer.exec(line)?.groups];
    const current = questions.at(-1);
    if (found) for (const [name, value] of Object.entries(found)) head.set(name, value);
    else if (told) messages.push({ id: told.id ?? '', text: told.text ?? '', cite: ids(told.cite), expert: told.mark !== undefined });
    else if (asked) questions.push({ head: asked, options: [], end: {} });
    else if (choice !== undefined && current) current.options.push(choice);
    else if (end && current) current.end = end;
    else throw new Error(`The curriculum has a line of an unknown form: ${line}`);
  }
  return {
    id: head.get('id') ?? '',
    title: head.get('title') ?? '',
    minutes: Number(head.get('minutes')),
    goal: head.get('goal') ?? '',
    opening: head.get('opening'),
    messages,
    questions: questions.map(({ head: asked, options, end }) => ({
      id: asked.id ?? '',
      kind: asked.kind ?? '',
      text: asked.text ?? '',
      expert: asked.mark !== undefined,
      options,
      answer: end.answer ?? '',
      explanation: end.explanation ?? '',
      cite: ids(end.cite),
    })),
  };
}

function ids(cited: string | undefined): readonly string[] {
  return [...(cited ?? '').matchAll(/`([^`]+)`/g)].map(([, id]) => id ?? '');
}
