import type { Translate } from '../../i18n';
import type { ReportPeriod } from '../../reports/report-period';

/** `6 tháng đầu năm 2026`. */
export function periodName(say: Translate, { type, part, year }: ReportPeriod): string {
  return say(`period.${type}${part === undefined ? '' : `.${part}`}`, { year });
}
