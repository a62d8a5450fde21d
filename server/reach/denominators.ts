import type { Population } from '../../courses/model';
import type { DenominatorRow } from '../storage/collections/denominators';
import type { Organisation } from '../storage/collections/organisations';
import type { AreaTree } from './area-tree';
import type { Denominator } from './figure';
import { addMonths, type Day } from './period';

/** How many people there are, by the latest date that is not after the cut-off. */
export type Denominators = {
  readonly ofOrganisation: (organisation: Organisation, populations: readonly Population[]) => Denominator;
  /** `whole`: every population must have one, as at the plan's own level; below it only those that are there. */
  readonly ofArea: (area: string, populations: readonly Population[], whole: boolean) => Denominator;
};

/** What a denominator rests on, kept small: a province has thousands of papers, and a figure names three. */
type Used = {
  readonly people: number;
  readonly papers: number;
  readonly oldest: Day;
  readonly stale: boolean;
  readonly issuers: readonly string[];
  readonly documents: readonly string[];
  readonly missing: readonly string[];
};

const nothing: Used = { people: 0, papers: 0, oldest: '', stale: false, issuers: [], documents: [], missing: [] };

export function denominatorsAt(
  rows: readonly DenominatorRow[],
  organisations: readonly Organisation[],
  tree: AreaTree,
  cutOff: Day,
): Denominators {
  return denominatorsFrom(latestRows(rows, cutOff), organisations, tree, cutOff);
}

/** The same from one row for each place and population, by whatever rule it was found. */
export function denominatorsFrom(
  latest: ReadonlyMap<string, DenominatorRow>,
  organisations: readonly Organisation[],
  tree: AreaTree,
  cutOff: Day,
): Denominators {
  const inArea = byArea(organisations);
  const remembered = new Map<string, Used>();

  const ofOrganisation = ({ _id, name, populations }: Organisation, population: Population): Used => {
    if (!populations.includes(population)) return nothing;
    const row = latest.get(`organisation:${_id}:${population}`);
    return row === undefined ? { ...nothing, missing: [name] } : usedOf(row, cutOff);
  };
  const ofArea = (area: string, population: Population): Used => {
    const known = remembered.get(`${area}:${population}`);
    if (known !== undefined) return known;

    const parts = [
      ...(inArea.get(area) ?? []).map((organisation) => ofOrganisation(organisation, population)),
      ...tree.children(area).map(({ _id }) => ofArea(_id, population)),
    ];
    const total = latest.get(`area:${area}:${population}`);
    const used = larger(total === undefined ? undefined : usedOf(total, cutOff), together(parts));
    remembered.set(`${area}:${population}`, used);
    return used;
  };

  return {
    ofOrganisation: (organisation, populations) =>
      answer(
        populations.map((population) => ({ population, used: ofOrganisation(organisation, population) })),
        false,
      ),
    ofArea: (area, populations, whole) =>
      answer(
        populations.map((population) => ({ population, used: ofArea(area, population) })),
        whole,
      ),
  };
}

/** Who is there: of each organisation's or area's rows the one of the latest day; of several papers of one day the last in the order given. */
export function latestRows(rows: readonly DenominatorRow[], cutOff: Day): ReadonlyMap<string, DenominatorRow> {
  const latest = new Map<string, DenominatorRow>();
  for (const row of rows) {
    if (row.measure !== undefined) continue;
    const key = keyOf(row);
    const known = latest.get(key);
    if (row.asOf <= cutOff && (known === undefined || row.asOf >= known.asOf)) latest.set(key, row);
  }
  return latest;
}

export function keyOf({ kind, node, population }: Pick<DenominatorRow, 'kind' | 'node' | 'population'>): string {
  return `${kind}:${node}:${population}`;
}

function byArea(organisations: readonly Organisation[]): ReadonlyMap<string, readonly Organisation[]> {
  const map = new Map<string, Organisation[]>();
  for (const organisation of organisations) {
    const known = map.get(organisation.area);
    if (known === undefined) map.set(organisation.area, [organisation]);
    else known.push(organisation);
  }
  return map;
}

function usedOf(row: DenominatorRow, cutOff: Day): Used {
  const { people, asOf, issuer, document } = row;
  return { people, papers: 1, oldest: asOf, stale: isStale(row, cutOff), issuers: [issuer], documents: [document], missing: [] };
}

function together(parts: readonly Used[]): Used {
  const issuers = new Set<string>();
  const documents = new Set<string>();
  const missing: string[] = [];
  let [people, papers, oldest, stale] = [0, 0, '', false];
  for (const part of parts) {
    people += part.people;
    papers += part.papers;
    stale ||= part.stale;
    if (part.oldest !== '' && (oldest === '' || part.oldest < oldest)) oldest = part.oldest;
    for (const issuer of part.issuers) addName(issuers, issuer);
    for (const document of part.documents) addName(documents, document);
    for (const name of part.missing) missing.push(name);
  }
  return { people, papers, oldest, stale, issuers: [...issuers], documents: [...documents], missing };
}

/** One more than are named, so that it can be said that there are more. */
function addName(names: Set<string>, name: string): void {
  if (names.size <= mostNamed) names.add(name);
}

/** The approved total or the sum of the parts, whichever is more: the difference counts as not reached. */
function larger(total: Used | undefined, parts: Used): Used {
  if (total === undefined) return parts;
  return total.people >= parts.people ? total : { ...parts, missing: [] };
}

function answer(parts: readonly { readonly population: Population; readonly used: Used }[], whole: boolean): Denominator {
  const { people, papers, oldest, stale, issuers, documents, missing } = together(parts.map(({ used }) => used));
  const without = parts.filter(({ used }) => used.papers === 0 && used.missing.length === 0).map(({ population }) => population);
  if (missing.length > 0 || papers === 0 || (whole && without.length > 0)) {
    return { status: 'incomplete', people, missing, ...(without.length === 0 ? {} : { missingPopulations: without }) };
  }
  return { status: 'complete', people, asOf: oldest, issuer: named(issuers), document: named(documents), stale };
}

const workers: ReadonlySet<Population> = new Set(['ip-worker', 'service-worker']);

export function isStale({ asOf, population }: DenominatorRow, cutOff: Day): boolean {
  return addMonths(asOf, workers.has(population) ? 6 : 12) < cutOff;
}

const mostNamed = 3;

function named(all: readonly string[]): string {
  return all.length > mostNamed ? `${all.slice(0, mostNamed).join('; ')}; …` : all.join('; ');
}
