import type { Figure } from '../reach/figure';
import type { DocumentTable, NamedBlock } from './document';
import type { ReportSnapshot, SnapshotIndicator } from './snapshot';
import type { Words } from './words';

type Context = { readonly index: number; readonly snapshot: ReportSnapshot; readonly words: Words };

/** One indicator in sentences that are made from its figures, then its areas and organisations as tables. */
export function indicatorBlocks({ total, areas, organisations }: SnapshotIndicator, { index, words }: Context): readonly NamedBlock[] {
  const { id, term } = total.indicator;
  const name = (part: string) => `indicator.${id}.${part}`;
  const beside = total.suppressed
    ? []
    : [changeOf(total, words), besideOf(total, words), ...readingsOf(total, words), evidenceOf(total, words)];
  const sentences = [stateOf(total, words), ...beside].filter((text) => text !== undefined);
  const heading = words.say('indicator.heading', {
    number: index + 1,
    term: asBeginning(term),
    target: asWithin(total.indicator.target.written),
  });
  return [
    { id: name('heading'), block: { kind: 'heading', level: 2, text: heading } },
    { id: name('text'), block: { kind: 'paragraph', text: sentences.join(' ') } },
    ...tableOf(areas, 'areas', total, words, name),
    ...tableOf(organisations, 'organisations', total, words, name),
  ];
}

/** Where the target stands. Without a complete denominator there is a count and no share, and no verdict. */
function stateOf(figure: Figure, { say, format }: Words): string {
  if (figure.suppressed || figure.low === undefined) return say('indicator.withheld');
  const values = {
    people: format.number(figure.low),
    cutOff: format.day(figure.cutOff),
    target: asWithin(figure.indicator.target.written),
  };
  const { denominator, verdict } = figure;
  if (denominator.status === 'none') return countOf(figure, values, { say, format });
  if (denominator.status === 'incomplete') return say('indicator.incomplete', { ...values, missing: missingOf(figure, say) });
  const of = {
    ...values,
    denominator: format.number(denominator.people),
    document: denominator.document,
    asOf: format.day(denominator.asOf),
  };
  if (verdict === undefined) return say('indicator.noRate', of);
  const share = { ...of, share: format.share(verdict.tenthsOfPercent) };
  return verdict.met ? say('indicator.met', share) : say('indicator.missing', { ...share, missing: format.number(verdict.missing) });
}

/** A number of people: there is no share to tell. */
function countOf({ countVerdict }: Figure, values: Readonly<Record<string, string>>, { say, format }: Words): string {
  if (countVerdict === undefined || countVerdict.met) return say('indicator.countMet', values);
  return say('indicator.countMissing', { ...values, missing: format.number(countVerdict.missing) });
}

function missingOf({ denominator }: Figure, say: Words['say']): string {
  if (denominator.status !== 'incomplete') return '';
  const populations = (denominator.missingPopulations ?? []).map((population) => say(`population.${population}`));
  return [...populations, ...denominator.missing].slice(0, 5).join('; ');
}

function changeOf({ change }: Figure, { say, format }: Words): string | undefined {
  if (change?.low === undefined) return undefined;
  if (change.low === 0) return say('indicator.unchanged', { from: format.day(change.from) });
  return say('indicator.change', { from: format.day(change.from), change: format.signed(change.low) });
}

/** Attendances and understanding stand beside people and are never a part of the figure. */
function besideOf({ high, attendances, understood }: Figure, { say, format }: Words): string | undefined {
  if (high === undefined || attendances === undefined) return undefined;
  const values = { high: format.number(high), attendances: format.number(attendances) };
  return understood === undefined
    ? say('indicator.beside', values)
    : say('indicator.besideUnderstood', { ...values, understood: format.number(understood) });
}

/** The readings that are not the headline: people, and of how many where that is known. */
function readingsOf({ beside = {} }: Figure, { say, format }: Words): readonly string[] {
  return (['C', 'A', 'B'] as const).flatMap((reading) => {
    const { low, denominator, tenthsOfPercent } = beside[reading] ?? {};
    if (low === undefined || denominator === undefined) return [];
    const people = format.number(low);
    if (denominator.status !== 'complete' || tenthsOfPercent === undefined) return [say(`indicator.reading.${reading}.alone`, { people })];
    const of = { share: format.share(tenthsOfPercent), denominator: format.number(denominator.people) };
    return [say(`indicator.reading.${reading}.share`, { people, ...of })];
  });
}

/** How sure the figure is: what those counted rest on, as people and as shares of them. */
function evidenceOf({ low = 0, classes }: Figure, { say, format }: Words): string | undefined {
  if (classes === undefined || low === 0) return undefined;
  const { E1, ...counted } = classes;
  const parts = Object.entries(counted).map(([name, people]) => {
    const share = format.share(Math.floor((people * 1_000) / low));
    return [name, say('indicator.classPart', { people: format.number(people), share })];
  });
  return say('indicator.classes', { ...Object.fromEntries(parts), E1: format.number(E1) });
}

function tableOf(
  rows: readonly Figure[],
  by: 'areas' | 'organisations',
  { indicator }: Figure,
  words: Words,
  name: (part: string) => string,
): readonly NamedBlock[] {
  if (rows.length === 0) return [];
  const { say } = words;
  const table: DocumentTable = {
    kind: 'table',
    caption: say(`table.${by}`, { term: asBeginning(indicator.term) }),
    columns: [
      { head: say('column.number'), share: 6, align: 'center' },
      { head: say(by === 'areas' ? 'column.area' : 'column.organisation'), share: 38 },
      { head: say('column.denominator'), share: 14, align: 'right' },
      { head: say('column.people'), share: 14, align: 'right' },
      { head: say('column.share'), share: 13, align: 'right' },
      { head: say('column.attendances'), share: 15, align: 'right' },
    ],
    rows: rows.map((row, index) => [String(index + 1), row.node.name, ...figureCells(row, words)]),
    ...notesOf(rows, words),
  };
  return [{ id: name(by), block: table }];
}

function notesOf(rows: readonly Figure[], { say }: Words): Pick<DocumentTable, 'notes'> {
  const withheld = rows.some(({ suppressed }) => suppressed) ? [say('table.withheld')] : [];
  const notes = [...withheld, ...(rows.some(({ held }) => held !== undefined) ? [say('table.held')] : [])];
  return notes.length === 0 ? {} : { notes };
}

/** The plan's own words, with a capital where a line begins with them. */
export function asBeginning(term: string): string {
  return term.charAt(0).toLocaleUpperCase('vi') + term.slice(1);
}

/** The plan's own words, without the capital where they stand within a sentence. */
export function asWithin(words: string): string {
  return words.charAt(0).toLocaleLowerCase('vi') + words.slice(1);
}

/** Denominator, people, share and attendances; a dash is not known, an asterisk is withheld, a dagger marks an earlier figure. */
export function figureCells({ suppressed, held, low, attendances, denominator, verdict }: Figure, { format }: Words): readonly string[] {
  const people = denominator.status === 'complete' ? format.number(denominator.people) : '–';
  if (suppressed) return [people, '*', '*', '*'];
  const number = (value: number | undefined) => (value === undefined ? '–' : format.number(value));
  const reached = `${number(low)}${held === undefined ? '' : '†'}`;
  return [people, reached, verdict === undefined ? '–' : format.share(verdict.tenthsOfPercent), number(attendances)];
}
