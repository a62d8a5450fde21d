import type { Agencies } from '../../plans/agencies';
import { type TaskState, taskStates } from '../../plans/task-states';
import type { PlanTask } from '../../plans/tasks';
import { Layout } from '../components/layout';
import type { PlanSummary } from '../figure-source';
import type { View } from '../view';
import { AgencyName } from './agency-name';
import { plansLinks } from './links';
import { PlanTabs } from './plan-tabs';

type Props = {
  readonly view: View;
  readonly plan: PlanSummary;
  readonly issued: string | null;
  readonly tasks: readonly PlanTask[];
  readonly state: TaskState | undefined;
  readonly agencies: Agencies;
  readonly withStates: boolean;
};

/** What a plan tells whom to do, section by section, and how far it is. */
export function TasksPage(props: Props) {
  const { view, plan, tasks, state, withStates } = props;
  const say = view.words('plans');
  const shown = state === undefined || !withStates ? tasks : tasks.filter((task) => task.state === state);
  const sections = [...new Set(shown.map(({ section }) => section))];
  return (
    <Layout view={view} title={say('tasks.title', { number: plan.number })} styles={['plans.css']}>
      <h1>{say('tasks.heading')}</h1>
      <p class="lead">{plan.title}</p>
      <PlanTabs view={view} plan={plan} />
      {withStates && tasks.length > 0 ? <States view={view} plan={plan} tasks={tasks} state={state} /> : null}
      {shown.length === 0 ? <p>{say(tasks.length === 0 ? 'tasks.none' : 'tasks.noneSo')}</p> : null}
      {sections.map((section) => (
        <section key={section} aria-labelledby={`section-${section}`}>
          <h2 id={`section-${section}`}>{say('tasks.section', { section })}</h2>
          <ul class="task-list">
            {shown
              .filter((task) => task.section === section)
              .map((task) => (
                <li key={task.id}>
                  <Task {...props} task={task} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </Layout>
  );
}

/** How many tasks are in which state; each number opens those. */
function States({ view, plan, tasks, state }: Pick<Props, 'view' | 'plan' | 'tasks' | 'state'>) {
  const say = view.words('plans');
  const choices = [undefined, ...taskStates];
  return (
    <nav class="tabs" aria-label={say('tasks.states')}>
      {choices.map((choice) => (
        <a
          key={choice ?? 'all'}
          href={plansLinks.tasks(plan.id, { state: choice })}
          {...(choice === state ? { 'aria-current': 'true' as const } : {})}
        >
          {say(`tasks.state.${choice ?? 'all'}`)} (
          {view.format.number(choice === undefined ? tasks.length : tasks.filter((task) => task.state === choice).length)})
        </a>
      ))}
    </nav>
  );
}

function Task({ view, plan, issued, agencies, withStates, task }: Props & { readonly task: PlanTask }) {
  const say = view.words('plans');
  const { owner, line, last } = task;
  return (
    <article class="panel">
      <p>{withStates ? <a href={plansLinks.task(plan.id, task.id)}>{task.text}</a> : task.text}</p>
      <p class="soft">
        {owner === undefined ? (
          <span class="gap">{say('tasks.noOwner')}</span>
        ) : (
          <AgencyName view={view} name={owner} today={agencies(owner, issued)} />
        )}
        {line === undefined ? null : ` · ${say('document.onLine', { line })}`}
      </p>
      {withStates ? (
        <p>
          <span class={`tag task-${task.state}`}>{say(`tasks.state.${task.state}`)}</span>
          {last === undefined ? null : ` ${view.format.day(last.day)}`}
          {last?.note === undefined ? null : ` – ${last.note}`}
        </p>
      ) : null}
    </article>
  );
}
