import { type CampaignPlan, type Reason, reasons, recipientsOf } from '../../campaigns/model';
import { type Cell, withheldCells } from '../../reach/small-groups';

export type ShownCounts = {
  readonly rows: readonly { readonly reason: Reason; readonly people: number | 'withheld' }[]; // reasons that somebody has
  readonly recipients: number;
  readonly exact: boolean; // false: the number of recipients is rounded down to tens
};

/** The counts of a plan as staff may see them: few people are not told apart by why they are, or are not, written to (`docs/design/reach.md` §6). */
export function shownCounts({ people, counts }: Pick<CampaignPlan, 'people' | 'counts'>): ShownCounts {
  const cell = (id: string, count: number, parent: string | undefined): Cell => ({
    id,
    parent,
    low: count,
    high: count,
    people: undefined,
  });
  const present = reasons.filter((reason) => counts[reason] > 0);
  const withheld = withheldCells([cell('all', people, undefined), ...present.map((reason) => cell(reason, counts[reason], 'all'))]);
  const exact = !['reachable_now', 'reachable_later', 'paid'].some((reason) => withheld.has(reason));
  const recipients = recipientsOf({ counts });
  return {
    rows: present.map((reason) => ({ reason, people: withheld.has(reason) ? 'withheld' : counts[reason] })),
    recipients: exact ? recipients : Math.floor(recipients / 10) * 10,
    exact,
  };
}
