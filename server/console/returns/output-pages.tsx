import type { BudgetLine } from '../../outputs/budget';
import type { Outputs } from '../../outputs/outputs-between';
import type { Area } from '../../storage/collections/areas';
import { outputKinds } from '../../storage/collections/outputs';
import { AreaOptions } from '../components/area-options';
import { FaultSummary, type Faults, Field, PostForm, SelectField } from '../components/form';
import type { View } from '../view';
import { returnLinks } from './links';
import { ReturnsFrame, WideTable } from './returns-frame';

export type PlanBudget = { readonly plan: string; readonly lines: readonly BudgetLine[] };
type Props = {
  readonly view: View;
  readonly outputs: Outputs | undefined;
  readonly from: string;
  readonly to: string;
  readonly budgets: readonly PlanBudget[];
  readonly done: string | undefined;
};

/** The sums of some days and the entries behind them. */
export function OutputsPage({ view, outputs, from, to, budgets, done }: Props) {
  const r = view.words('returns');
  return (
    <ReturnsFrame view={view} title={r('outputs.title')} lead={r('outputs.lead')} part="outputs" done={done}>
      <p class="row-actions">
        <a class="button" href={returnLinks.newOutput()}>
          {r('outputs.enter')}
        </a>
      </p>
      <form class="form register-search" method="get" action={returnLinks.outputs()} aria-label={r('outputs.days')}>
        <div class="field">
          <label for="from">{r('outputs.from')}</label>
          <input id="from" name="from" type="date" value={from} />
        </div>
        <div class="field">
          <label for="to">{r('outputs.to')}</label>
          <input id="to" name="to" type="date" value={to} />
        </div>
        <button type="submit">{r('outputs.show')}</button>
      </form>
      {outputs === undefined ? <p class="soft">{r('none.place')}</p> : <Sums view={view} outputs={outputs} />}
      {budgets.map((budget) => (
        <Budget key={budget.plan} view={view} budget={budget} spent={outputs?.lines.find(({ kind }) => kind === 'spent')?.total ?? 0} />
      ))}
      {outputs === undefined ? null : <Entries view={view} outputs={outputs} />}
    </ReturnsFrame>
  );
}

function Sums({ view, outputs }: { readonly view: View; readonly outputs: Outputs }) {
  const r = view.words('returns');
  const { format } = view;
  return (
    <>
      <WideTable
        label={r('outputs.sums')}
        heads={[
          { text: r('head.what') },
          { text: r('head.recorded'), figure: true },
          { text: r('head.returned'), figure: true },
          { text: r('head.total'), figure: true },
        ]}
      >
        {outputs.lines.map(({ kind, recorded, returned, total }) => (
          <tr key={kind}>
            <th scope="row">{r(`column.${kind}`)}</th>
            <td class="figure">{format.number(recorded)}</td>
            <td class="figure">{format.number(returned)}</td>
            <td class="figure">
              <strong>{format.number(total)}</strong>
            </td>
          </tr>
        ))}
      </WideTable>
      <p class="soft">{r('outputs.rule', { returns: format.number(outputs.returns) })}</p>
    </>
  );
}

function Budget({ view, budget: { plan, lines }, spent }: { readonly view: View; readonly budget: PlanBudget; readonly spent: number }) {
  const r = view.words('returns');
  const { format } = view;
  return (
    <section class="panel">
      <h2>{r('outputs.budget', { plan })}</h2>
      <dl class="facts register-facts">
        {lines.map(({ item, amount }) => (
          <div key={item}>
            <dt>{item}</dt>
            <dd>{format.number(amount)}</dd>
          </div>
        ))}
        <div>
          <dt>{r('outputs.spent')}</dt>
          <dd>{format.number(spent)}</dd>
        </div>
      </dl>
    </section>
  );
}

const mostShown = 300;

function Entries({ view, outputs: { rows, covered } }: { readonly view: View; readonly outputs: Outputs }) {
  const r = view.words('returns');
  const { format } = view;
  if (rows.length === 0) return <p class="soft">{r('none.outputs')}</p>;
  return (
    <>
      <h2>{r('outputs.entries')}</h2>
      <WideTable
        label={r('outputs.entries')}
        heads={[
          { text: r('head.day') },
          { text: r('head.what') },
          { text: r('head.amount'), figure: true },
          { text: r('head.place') },
          { text: r('head.document') },
          { text: r('head.act') },
        ]}
      >
        {rows.slice(0, mostShown).map(({ _id, day, kind, amount, title, place, document, withdrawn }) => (
          <tr key={_id}>
            <th scope="row">{format.day(day)}</th>
            <td>
              {r(`column.${kind}`)}
              <br />
              <small>{title}</small>
            </td>
            <td class="figure">{withdrawn === undefined ? format.number(amount) : <s>{format.number(amount)}</s>}</td>
            <td>{place}</td>
            <td>{document}</td>
            <td>
              {covered.has(_id) ? <span class="state">{r('outputs.covered')}</span> : null}
              {withdrawn === undefined ? (
                <details>
                  <summary>{r('outputs.withdraw')}</summary>
                  <PostForm view={view} action={returnLinks.withdrawOutput(_id)}>
                    <label for={`note-${_id}`}>{r('returnNote')}</label>
                    <input id={`note-${_id}`} name="note" maxLength={500} required />
                    <button type="submit" class="small danger">
                      {r('outputs.withdraw')}
                    </button>
                  </PostForm>
                </details>
              ) : (
                r('outputs.withdrawn', { note: withdrawn.note ?? '' })
              )}
            </td>
          </tr>
        ))}
      </WideTable>
      {rows.length > mostShown ? <p class="soft">{r('more', { number: format.number(rows.length - mostShown) })}</p> : null}
    </>
  );
}

type EntryProps = {
  readonly view: View;
  readonly typed: Readonly<Record<'kind' | 'amount' | 'day' | 'title' | 'document' | 'place', string>>;
  readonly faults: Faults;
  readonly areas: readonly Area[];
  readonly today: string;
};

/** One thing that was made, printed, sent or paid. */
export function OutputEntryPage({ view, typed, faults, areas, today }: EntryProps) {
  const r = view.words('returns');
  const choices = [{ value: '', label: r('outputs.choose') }, ...outputKinds.map((value) => ({ value, label: r(`column.${value}`) }))];
  return (
    <ReturnsFrame view={view} title={r('outputs.enter')} lead={r('outputs.enterLead')} part="outputs">
      <div class="narrow">
        <FaultSummary title={r('fault.title')} faults={faults} />
        <PostForm view={view} action={returnLinks.outputs()}>
          <SelectField name="kind" label={r('head.what')} choices={choices} value={typed.kind} faults={faults} />
          <Field name="amount" label={r('head.amount')} hint={r('outputs.amountHint')} faults={faults}>
            {(described) => <input {...described} value={typed.amount} inputMode="numeric" autocomplete="off" required />}
          </Field>
          <Field name="title" label={r('outputs.about')} hint={r('outputs.aboutHint')} faults={faults}>
            {(described) => <input {...described} value={typed.title} required />}
          </Field>
          <Field name="day" label={r('head.day')} faults={faults}>
            {(described) => <input {...described} type="date" value={typed.day} max={today} required />}
          </Field>
          <Field name="document" label={r('head.document')} hint={r('outputs.documentHint')} faults={faults}>
            {(described) => <input {...described} value={typed.document} required />}
          </Field>
          <Field name="place" label={r('outputs.place')} hint={r('outputs.placeHint')} faults={faults}>
            {(described) => <input {...described} value={typed.place} list="areas" autocomplete="off" required />}
          </Field>
          <AreaOptions areas={areas} />
          <button type="submit">{r('outputs.save')}</button>
        </PostForm>
      </div>
    </ReturnsFrame>
  );
}
