import { z } from 'zod';
import { yearOf } from '../reach/period';
import type { PlanVersion } from '../reach/plan-version';

const million = 1_000_000;
const line = z.looseObject({ item: z.string() });
const file = z.object({ budget_million_vnd: z.array(line) });

export type BudgetLine = { readonly item: string; readonly amount: number /* đồng */ };

/** What the plan gives for the years that some days lie in, as its budget lines name it; nothing where the plan has no budget. */
export function budgetOf(
  { file: plan }: Pick<PlanVersion, 'file'>,
  { from, to }: { readonly from: string; readonly to: string },
): readonly BudgetLine[] {
  const read = file.safeParse(plan);
  if (!read.success) return [];
  const first = yearOf(from) + (from.slice(5) >= '12-15' ? 1 : 0); // a report's year begins on 15 December
  const years = Array.from({ length: yearOf(to) - first + 1 }, (_, index) => `y${first + index}`);
  return read.data.budget_million_vnd.map((row) => ({
    item: row.item,
    amount: years.reduce((total, year) => total + (typeof row[year] === 'number' ? row[year] * million : 0), 0),
  }));
}
