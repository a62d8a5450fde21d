import type { Duty } from '../../progress/duties';
import { plansLinks } from '../plans/links';
import { qualityLinks } from '../quality/links';
import { returnLinks } from '../returns/links';
import type { View } from '../view';

/** What an office has to hand in, and by when. */
export function DutiesPart({ view, duties }: { readonly view: View; readonly duties: readonly Duty[] }) {
  const s = view.words('home');
  return (
    <section class="panel" aria-labelledby="duties">
      <h2 id="duties">{s('duties.title')}</h2>
      {duties.length === 0 ? <p>{s('duties.none')}</p> : null}
      <ul class="home-list">
        {duties.map((duty) => (
          <li key={hrefOf(duty) + duty.day}>
            <a href={hrefOf(duty)}>{titleOf(view, duty)}</a>{' '}
            <span class={`state state-${duty.overdue ? 'warn' : 'good'}`}>{s(duty.overdue ? 'duties.overdue' : 'duties.ahead')}</span>
            <br />
            <span class="soft">{dayOf(view, duty)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function titleOf(view: View, duty: Duty): string {
  const s = view.words('home');
  if (duty.kind === 'report') return s('duties.report', { type: view.words('plans')(`reportType.${duty.type}`), number: duty.number });
  if (duty.kind === 'returns') return s('duties.returns', { count: duty.units, number: view.format.number(duty.units) });
  return s('duties.denominators', { count: duty.papers, number: view.format.number(duty.papers) });
}

function dayOf(view: View, duty: Duty): string {
  const s = view.words('home');
  const day = view.format.day(duty.day);
  return duty.kind === 'report' ? s('duties.reportDay', { day, late: view.format.day(duty.late) }) : s(`duties.${duty.kind}Day`, { day });
}

function hrefOf(duty: Duty): string {
  if (duty.kind === 'report') return `${plansLinks.document(duty.plan)}#calendar`;
  return duty.kind === 'returns' ? returnLinks.period(duty.plan, duty.period) : qualityLinks.page({ kind: 'stale' });
}
