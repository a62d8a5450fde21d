import type { ReportPeriod } from '../../reports/report-period';
import type { UnitReturn } from '../../storage/collections/unit-returns';
import { PostForm } from '../components/form';
import type { View } from '../view';
import { returnLinks } from './links';
import { periodLabel } from './period-label';
import { ReturnsFrame } from './returns-frame';

type Props = {
  readonly view: View;
  readonly plan: string;
  readonly title: string;
  readonly period: ReportPeriod;
  readonly rows: readonly UnitReturn[];
};

/** A text to copy into a letter or a chat: the product writes to no unit by itself. */
export function ReminderPage({ view, plan, title, period, rows }: Props) {
  const r = view.words('returns');
  const { format } = view;
  const label = periodLabel(view, period);
  const due = rows[0]?.due ?? period.to;
  const lines = rows.map(({ name, state }, index) => `${index + 1}. ${name}${state === 'returned' ? ` (${r('reminder.toCorrect')})` : ''}`);
  const text = [r('reminder.text', { plan: title, period: label, due: format.day(due) }), ...lines].join('\n');
  return (
    <ReturnsFrame view={view} title={r('reminder.title')} lead={r('reminder.lead')} part="returns">
      <p>
        <a href={returnLinks.period(plan, period.id)}>{label}</a>
      </p>
      {rows.length === 0 ? (
        <p class="soft">{r('none.owed')}</p>
      ) : (
        <>
          <label for="hand-on">{r('reminder.copy')}</label>
          <textarea id="hand-on" class="hand-on" readOnly rows={Math.min(24, lines.length + 4)}>
            {text}
          </textarea>
          <PostForm view={view} action={returnLinks.reminder(plan, period.id)}>
            <button type="submit">{r('reminder.mark', { number: format.number(rows.length) })}</button>
          </PostForm>
        </>
      )}
    </ReturnsFrame>
  );
}
