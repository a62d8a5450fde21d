import { enteredBlocks, outputBlocks } from './beside-blocks';
import { definitionBlocks } from './definition-blocks';
import type { Block, NamedBlock, OfficialDocument, Signer } from './document';
import { indicatorBlocks } from './indicator-blocks';
import type { ReportSnapshot } from './snapshot';
import { summaryTable } from './summary-table';
import { unitBlocks } from './unit-blocks';
import type { Words } from './words';

/** Who issues a report and to whom; kept with it, since offices change. */
export type Issuer = {
  readonly parentBody?: string;
  readonly name: string;
  readonly symbol: string; // `/BC-SYT`
  readonly number?: string;
  readonly locality: string;
  readonly recipients: readonly string[];
  readonly signer: Signer;
};

/** What somebody wrote instead of a generated text; `instead` is what stood there, so that a changed figure under an edit is noticed. */
export type Edit = { readonly id: string; readonly text: string; readonly instead: string; readonly by: string; readonly at: Date };

/** Every block of a report as the snapshot gives it, before any edit. */
export function reportBlocks(snapshot: ReportSnapshot, issuer: Issuer, words: Words): readonly NamedBlock[] {
  const { say } = words;
  const numbers = romans();
  const section = (key: string): NamedBlock => ({
    id: `section.${key}`,
    block: { kind: 'heading', level: 1, text: `${numbers.next().value ?? ''}. ${say(`section.${key}`)}` },
  });
  return [
    paragraph('opening', say('opening', { ...frame(snapshot, words), issuer: issuer.name })),
    section('results'),
    { id: 'table.summary', block: summaryTable(snapshot, words) },
    ...snapshot.indicators.flatMap((indicator, index) => indicatorBlocks(indicator, { index, snapshot, words })),
    ...unitBlocks(snapshot, words),
    section('outputs'),
    ...outputBlocks(snapshot, words),
    ...(snapshot.entered.length === 0 ? [] : [section('entered'), ...enteredBlocks(snapshot, words)]),
    section('assessment'),
    paragraph('assessment.done', say('free.done')),
    paragraph('assessment.difficulties', say('free.difficulties')),
    section('next'),
    paragraph('next.tasks', say('free.next')),
    section('proposals'),
    paragraph('proposals.text', say('free.proposals')),
    section('method'),
    ...definitionBlocks(snapshot, words),
  ];
}

/** The blocks with the edits in their place. */
export function editedBlocks(blocks: readonly NamedBlock[], edits: readonly Edit[]): readonly Block[] {
  const byId = new Map(edits.map((edit) => [edit.id, edit]));
  return blocks.map(({ id, block }) => {
    const edit = byId.get(id);
    return edit === undefined || block.kind === 'table' ? block : { ...block, text: edit.text };
  });
}

/** Edits made over a text that has since become another: somebody must look whether they still say the right figures. */
export function outdatedEdits(blocks: readonly NamedBlock[], edits: readonly Edit[]): readonly Edit[] {
  const now = new Map(blocks.flatMap(({ id, block }) => (block.kind === 'table' ? [] : [[id, block.text]])));
  return edits.filter(({ id, instead }) => now.get(id) !== instead);
}

export function reportDocument(
  snapshot: ReportSnapshot,
  issuer: Issuer,
  {
    blocks,
    words,
    mark,
    issuedOn,
  }: { readonly blocks: readonly Block[]; readonly words: Words; readonly mark?: string; readonly issuedOn?: Date },
): OfficialDocument {
  const { recipients, signer } = issuer;
  const { say } = words;
  return {
    head: {
      ...headOf(issuer),
      ...(issuedOn === undefined ? {} : { date: issuedOn }),
      kind: say('kind'),
      subject: say('subject', frame(snapshot, words)),
    },
    ...(mark === undefined ? {} : { mark }),
    blocks,
    recipients,
    signer,
  };
}

/** Who issues a document, as its head says. */
export function headOf({ parentBody, name, symbol, number, locality }: Issuer) {
  return {
    ...(parentBody === undefined ? {} : { parentBody }),
    issuer: name,
    symbol,
    ...(number === undefined ? {} : { number }),
    locality,
  };
}

/** What nearly every sentence names: plan, period and the days its figures are of. */
export function frame({ plan, period }: ReportSnapshot, { say, format }: Words) {
  const name = say(`period.${period.type}${period.part === undefined ? '' : `.${period.part}`}`, { year: period.year });
  return {
    plan: plan.title,
    number: numberOf(plan.number, say),
    planIssuer: plan.issuer,
    period: name,
    from: format.day(period.from),
    to: format.day(period.to),
  };
}

/** A number alone does not say what it is of; one in no known form stands as it was given. */
export function numberOf(number: string, say: Words['say']): string {
  const kind = /^\d+\/(KH|QĐ)-/.exec(number)?.[1];
  if (kind === undefined) return number;
  return say(kind === 'KH' ? 'planNumber.plan' : 'planNumber.decision', { number });
}

export function paragraph(id: string, text: string): NamedBlock {
  return { id, block: { kind: 'paragraph', text } };
}

function* romans(): Generator<string, undefined> {
  yield* ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];
  return undefined;
}
