import type { ReportPeriod } from '../../reports/report-period';
import { periodName } from '../reports/period-name';
import type { View } from '../view';

/** "6 tháng đầu năm 2026 (15/12/2025 – 14/06/2026)" */
export function periodLabel({ words, format }: View, period: ReportPeriod): string {
  return `${periodName(words('reports'), period)} (${format.day(period.from)} – ${format.day(period.to)})`;
}
