import type { Register } from '../../denominators/register';
import type { Figure } from '../../reach/figure';
import { may } from '../../staff/roles';
import { DoneNotice } from '../components/form';
import { Layout } from '../components/layout';
import type { PlanSummary } from '../figure-source';
import type { View } from '../view';
import { ConflictTables } from './conflict-tables';
import { type Asked, denominatorLinks, type RegisterPart, registerParts } from './links';
import { CurrentTable, MissingTable } from './register-tables';
import { WaitingForm } from './waiting-form';

export type PlanGap = { readonly plan: PlanSummary; readonly figures: readonly Figure[] };

type Props = {
  readonly view: View;
  readonly register: Register;
  readonly asked: Asked;
  readonly names: ReadonlyMap<string, string>;
  readonly plans: readonly PlanGap[];
  readonly today: string;
};

/** All that is known of how many people there are, in the parts that want different work. */
export function RegisterPage({ view, register, asked, names, plans, today }: Props) {
  const d = view.words('denominators');
  const stale = register.current.filter((row) => row.stale);
  const counts: Readonly<Record<RegisterPart, number | undefined>> = {
    current: register.current.length,
    waiting: register.waiting.length,
    missing: register.missing.length,
    stale: stale.length,
    enrolled: register.enrolled.length,
    conflicts: register.sums.length + register.papers.length,
    plans: undefined,
  };
  return (
    <Layout view={view} title={d('title')} styles={['denominators.css']}>
      <h1>{d('title')}</h1>
      <p class="lead">{d('lead')}</p>
      <DoneNotice text={doneText(view, asked.done)} />
      <p class="row-actions">
        <a class="button" href={denominatorLinks.enter()}>
          {d('entry.title')}
        </a>
        <a href={denominatorLinks.lists()}>{d('list.title')}</a>
      </p>
      <nav class="tabs" aria-label={d('parts')}>
        {registerParts.map((part) => (
          <a key={part} href={denominatorLinks.register({ show: part })} aria-current={part === asked.show ? 'page' : undefined}>
            {d(`part.${part}`)}
            {counts[part] === undefined ? '' : ` (${view.format.number(counts[part])})`}
          </a>
        ))}
      </nav>
      <p>{d(`about.${asked.show}`)}</p>
      {asked.show === 'current' ? <CurrentTable view={view} rows={register.current} asked={asked} /> : null}
      {asked.show === 'stale' ? <CurrentTable view={view} rows={stale} asked={asked} /> : null}
      {asked.show === 'enrolled' ? <CurrentTable view={view} rows={register.enrolled} asked={asked} /> : null}
      {asked.show === 'waiting' ? (
        <WaitingForm view={view} waiting={register.waiting} names={names} mayApprove={mayApprove(view)} register={register} />
      ) : null}
      {asked.show === 'missing' ? <MissingTable view={view} rows={register.missing} asked={asked} /> : null}
      {asked.show === 'conflicts' ? <ConflictTables view={view} register={register} /> : null}
      {asked.show === 'plans' ? <PlanGaps view={view} plans={plans} today={today} /> : null}
    </Layout>
  );
}

function mayApprove({ member }: View): boolean {
  return member !== undefined && may(member, 'approve-denominators');
}

function doneText({ words, format }: View, done: string | undefined): string | undefined {
  if (done === undefined) return undefined;
  const [what = '', count] = done.split('-');
  return words('denominators')(`done.${what}`, { number: format.number(Number(count ?? 0)) });
}

function PlanGaps({ view, plans, today }: { readonly view: View; readonly plans: readonly PlanGap[]; readonly today: string }) {
  const d = view.words('denominators');
  const gaps = plans.filter(({ figures }) => figures.length > 0);
  if (gaps.length === 0) return <p class="soft">{d('none.plans', { day: view.format.day(today) })}</p>;
  return (
    <div class="stack">
      {gaps.map(({ plan, figures }) => (
        <section class="panel" key={plan.id}>
          <h2>{plan.number === '' ? plan.title : plan.number}</h2>
          <ul>
            {figures.map(({ indicator, denominator }) => (
              <li key={indicator.id}>
                <span class="term">{indicator.term}</span>: {gapText(view, denominator)}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function gapText({ words, format }: View, denominator: Figure['denominator']): string {
  const d = words('denominators');
  if (denominator.status === 'complete') return d('plans.stale', { day: format.day(denominator.asOf) });
  if (denominator.status !== 'incomplete') return '–';
  const populations = (denominator.missingPopulations ?? []).map((one) => words('places')(`population.${one}`));
  return d('plans.incomplete', { parts: [...populations, ...denominator.missing].slice(0, 8).join('; ') });
}
