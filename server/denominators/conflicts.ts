import type { AreaTree } from '../reach/area-tree';
import { denominatorsAt } from '../reach/denominators';
import type { Day } from '../reach/period';
import type { DenominatorProposal } from '../storage/collections/denominator-proposals';
import type { DenominatorRow } from '../storage/collections/denominators';
import type { Organisation } from '../storage/collections/organisations';

type Named = DenominatorRow & { readonly name: string };

/** An area's own total beside the sum of what lies in it; the larger counts, the difference as not reached. */
export type SumConflict = {
  readonly total: Named;
  readonly sum: number;
  readonly missing: readonly string[]; // organisations without a figure
};

/** What one place has from several papers of one day, or from an approved and a waiting one. */
export type PaperConflict = { readonly name: string; readonly counts: Named | undefined; readonly others: readonly Paper[] };
export type Paper = Pick<DenominatorProposal, 'kind' | 'node' | 'population' | 'people' | 'asOf' | 'issuer' | 'document'> & {
  readonly proposal?: string;
  readonly waiting: boolean;
};

/** `current` is of each place and population the row that counts. */
export function differingSums(
  current: readonly Named[],
  organisations: readonly Organisation[],
  tree: AreaTree,
  today: Day,
): readonly SumConflict[] {
  return current.flatMap((total) => {
    if (total.kind !== 'area') return [];
    const parts = current.filter((row) => row !== total && row.population === total.population);
    const { people, ...rest } = denominatorsAt(parts, organisations, tree, today).ofArea(total.node, [total.population], false);
    const missing = rest.status === 'incomplete' ? rest.missing : [];
    return people === 0 || people === total.people ? [] : [{ total, sum: people, missing }];
  });
}

/** A later paper of the same issuer is a correction, and no conflict. */
export function differingPapers(
  approved: readonly DenominatorRow[],
  current: readonly Named[],
  waiting: readonly DenominatorProposal[],
): readonly PaperConflict[] {
  const counting = new Map(current.map((row) => [sameDay(row), row]));
  const others = new Map<string, Paper[]>();
  const add = (key: string, paper: Paper) => others.set(key, [...(others.get(key) ?? []), paper]);
  for (const row of approved) {
    const counts = counting.get(sameDay(row));
    if (counts !== undefined && counts._id !== row._id && counts.issuer !== row.issuer && counts.people !== row.people)
      add(sameDay(row), { ...row, waiting: false });
  }
  for (const { _id, ...row } of waiting) {
    const counts = counting.get(sameDay(row));
    const twin = waiting.find((other) => other._id !== _id && sameDay(other) === sameDay(row) && other.people !== row.people);
    if ((counts !== undefined && counts.people !== row.people) || twin !== undefined)
      add(sameDay(row), { ...row, proposal: _id, waiting: true });
  }
  const names = new Map(waiting.map((row) => [sameDay(row), row.name]));
  return [...others].map(([key, papers]) => {
    const counts = counting.get(key);
    return { name: counts?.name ?? names.get(key) ?? key, counts, others: papers };
  });
}

function sameDay({ kind, node, population, asOf }: Pick<Paper, 'kind' | 'node' | 'population' | 'asOf'>): string {
  return `${kind}:${node}:${population}:${asOf}`;
}
