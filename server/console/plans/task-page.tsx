import type { AgencyToday } from '../../plans/agencies';
import { taskStates } from '../../plans/task-states';
import type { PlanTask } from '../../plans/tasks';
import type { PlanTaskState } from '../../storage/collections/plan-task-states';
import { DoneNotice, FaultSummary, type Faults, Field, PostForm, SelectField } from '../components/form';
import { Layout } from '../components/layout';
import type { PlanSummary } from '../figure-source';
import type { View } from '../view';
import { AgencyName } from './agency-name';
import { plansLinks } from './links';

export type TypedState = { readonly state: string; readonly day: string; readonly note: string };

type Props = {
  readonly view: View;
  readonly plan: PlanSummary;
  readonly task: PlanTask;
  readonly owner: { readonly name: string; readonly today: AgencyToday } | undefined;
  readonly history: readonly PlanTaskState[];
  readonly names: ReadonlyMap<string, string>; // of staff
  readonly typed: TypedState;
  readonly faults: Faults;
  readonly today: string;
  readonly mayChange: boolean;
  readonly done: boolean;
};

/** One task in full: how far it is, and all that was said of it. */
export function TaskPage(props: Props) {
  const { view, plan, task, owner, done, mayChange } = props;
  const say = view.words('plans');
  return (
    <Layout view={view} title={say('tasks.one')} styles={['plans.css']}>
      <p>
        <a href={plansLinks.tasks(plan.id)}>{say('tasks.back', { number: plan.number })}</a>
      </p>
      <h1>{say('tasks.one')}</h1>
      <DoneNotice text={done ? say('tasks.set') : undefined} />
      <blockquote class="task-text">{task.text}</blockquote>
      <p class="soft">
        {say('tasks.section', { section: task.section })}
        {task.line === undefined ? null : ` · ${say('document.onLine', { line: task.line })}`} ·{' '}
        {owner === undefined ? <span class="gap">{say('tasks.noOwner')}</span> : <AgencyName view={view} {...owner} />}
      </p>
      <p>
        <span class={`tag task-${task.state}`}>{say(`tasks.state.${task.state}`)}</span>
      </p>
      {mayChange ? <StateForm {...props} /> : null}
      <History {...props} />
    </Layout>
  );
}

function StateForm({ view, plan, task, typed, faults, today }: Props) {
  const say = view.words('plans');
  const choices = taskStates.map((value) => ({ value, label: say(`tasks.state.${value}`) }));
  return (
    <section class="panel narrow no-print" aria-labelledby="change">
      <h2 id="change">{say('tasks.change')}</h2>
      <FaultSummary title={say('fault.title')} faults={faults} />
      <PostForm view={view} action={plansLinks.task(plan.id, task.id)}>
        <SelectField name="state" label={say('tasks.stateField')} choices={choices} value={typed.state} faults={faults} />
        <Field name="day" label={say('tasks.day')} faults={faults}>
          {(described) => <input {...described} type="date" value={typed.day} max={today} required />}
        </Field>
        <Field name="note" label={say('tasks.note')} hint={say('tasks.noteHint')} faults={faults}>
          {(described) => (
            <textarea {...described} rows={3} maxLength={500}>
              {typed.note}
            </textarea>
          )}
        </Field>
        <button type="submit">{say('tasks.save')}</button>
      </PostForm>
    </section>
  );
}

function History({ view, history, names }: Props) {
  const { format } = view;
  const say = view.words('plans');
  return (
    <section aria-labelledby="history">
      <h2 id="history">{say('tasks.history')}</h2>
      {history.length === 0 ? <p>{say('tasks.noHistory')}</p> : null}
      <ol class="task-history">
        {history.map(({ _id, state, day, note, by, at }) => (
          <li key={_id}>
            <strong>{say(`tasks.state.${state}`)}</strong>, {format.day(day)}
            {note === undefined ? null : ` – ${note}`}
            <span class="soft"> ({say('tasks.said', { name: names.get(by) ?? view.t('card.unknown'), at: format.moment(at) })})</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
