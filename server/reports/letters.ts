import type { Translate } from '../i18n';
import type { PlanFile } from '../reach/plan-file';
import { headOf, type Issuer, numberOf } from './compose';
import type { Block, DocumentTable, OfficialDocument } from './document';
import type { Words } from './words';

export const letterKinds = ['plan', 'cover'] as const;
/** The yearly plan of an office for a plan above it, and the letter that sends it to the units. */
export type LetterKind = (typeof letterKinds)[number];

/** One target as the plan wrote it. */
export type LetterTarget = { readonly text: string; readonly target: string; readonly due: string; readonly owner: string };

export type LetterParts = {
  readonly kind: LetterKind;
  readonly plan: { readonly number: string; readonly title: string; readonly issuer: string };
  readonly file: Pick<PlanFile, 'tasks' | 'calendar'>;
  readonly targets: readonly LetterTarget[];
  readonly year: number;
  readonly issuer: Issuer;
  readonly mark: string;
};

export type LetterWords = Words & { readonly letter: Translate /* reads letters.json */; readonly plans: Translate /* reads plans.json */ };

/** A draft for the office to go on writing: what is not known stands between square brackets. */
export function letterDocument(parts: LetterParts, words: LetterWords): OfficialDocument {
  const { kind, issuer, mark } = parts;
  const { recipients, signer } = issuer;
  const { letter } = words;
  const frame = frameOf(parts, words);
  return {
    head: {
      ...headOf(issuer),
      ...(kind === 'plan' ? { kind: letter('plan.kind') } : {}),
      subject: letter(`${kind}.subject`, frame),
    },
    mark,
    blocks: kind === 'plan' ? planBlocks(parts, words) : coverBlocks(parts, words),
    recipients,
    signer,
  };
}

function frameOf({ plan, year, issuer }: LetterParts, { say }: LetterWords) {
  return { number: numberOf(plan.number, say), planIssuer: plan.issuer, plan: plan.title, year, issuer: issuer.name };
}

function planBlocks(parts: LetterParts, words: LetterWords): readonly Block[] {
  const { letter } = words;
  const { tasks } = parts.file;
  const heading = (key: string): Block => ({ kind: 'heading', level: 1, text: letter(`plan.section.${key}`) });
  const text = (key: string): Block => ({ kind: 'paragraph', text: letter(`plan.${key}`, frameOf(parts, words)) });
  const open: readonly Block[] = [text('tasksOpen')];
  return [
    text('opening'),
    heading('purpose'),
    text('purpose'),
    text('requirement'),
    heading('targets'),
    targetTable(parts, words),
    heading('tasks'),
    ...(tasks.length === 0 ? open : tasks.map((task): Block => ({ kind: 'item', text: withOwner(task, words) }))),
    heading('money'),
    text('money'),
    heading('doing'),
    text('doing'),
    ...reportItems(parts, words),
    text('closing'),
  ];
}

function withOwner({ text, owner }: PlanFile['tasks'][number], { letter }: LetterWords): string {
  return owner === undefined ? text : letter('plan.task', { text: text.replace(/[.;]$/, ''), owner });
}

function targetTable({ targets }: LetterParts, { letter }: LetterWords): DocumentTable {
  return {
    kind: 'table',
    caption: letter('plan.table'),
    columns: [
      { head: letter('column.number'), share: 7, align: 'center' },
      { head: letter('column.text'), share: 40 },
      { head: letter('column.target'), share: 16, align: 'center' },
      { head: letter('column.due'), share: 17, align: 'center' },
      { head: letter('column.owner'), share: 20 },
    ],
    rows: targets.map(({ text, target, due, owner }, index) => [String(index + 1), text, target, due, owner]),
  };
}

/** When the plan itself wants reports, in the plan's order; where it does not say, the office does. */
function reportItems({ file, year }: LetterParts, { letter, plans, format }: LetterWords): readonly Block[] {
  if (file.calendar.length === 0) return [{ kind: 'item', text: letter('report.none', { year }) }];
  return file.calendar.map(({ type, by, to, before }): Block => {
    const named = { type: plans(`reportType.${type}`), by, to: to.join(', ') };
    const late = before === undefined ? undefined : format.day(`${year}-${before}`);
    return { kind: 'item', text: late === undefined ? letter('report.open', named) : letter('report.dated', { ...named, late }) };
  });
}

function coverBlocks(parts: LetterParts, words: LetterWords): readonly Block[] {
  const { letter } = words;
  const frame = frameOf(parts, words);
  const paragraphs = ['to', 'opening', 'ask', 'send'].map((key): Block => ({ kind: 'paragraph', text: letter(`cover.${key}`, frame) }));
  return [...paragraphs, ...reportItems(parts, words), { kind: 'paragraph', text: letter('cover.closing', frame) }];
}
