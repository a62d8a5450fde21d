import type { ComponentChildren } from 'preact';
import type { PlanDraft } from '../../storage/collections/plan-drafts';
import { type Faults, Field, PostForm, SelectField } from '../components/form';
import type { View } from '../view';
import { plansLinks } from './links';

export type Typed = Readonly<Record<string, string>>;
type Props = { readonly view: View; readonly draft: PlanDraft; readonly typed: Typed; readonly faults: Faults };

const choicesOf = {
  kind: [
    'person_coverage',
    'person_count',
    'unit_coverage',
    'case_coverage',
    'periodic_publication',
    'change_range',
    'count',
    'qualitative',
  ],
  scope: ['core', 'track', 'out'],
  population: ['', 'student', 'student/vocational', 'ip-worker', 'service-worker', 'official'],
  wording: ['at_least', 'over', 'bare'],
  type: ['quarter', 'half_year', 'year', 'interim', 'final'],
} as const;
type Choice = keyof typeof choicesOf;

export function IndicatorFields(props: Props) {
  const say = props.view.words('plans');
  return (
    <AddForm {...props} act="indicators" title={say('drafts.addIndicator')}>
      <Text {...props} name="id" />
      <Select {...props} name="kind" />
      <Select {...props} name="scope" />
      <Select {...props} name="population" hint />
      <Text {...props} name="about" hint />
      <Text {...props} name="what" hint />
      <Select {...props} name="wording" />
      <Text {...props} name="amount" hint type="number" />
      <Text {...props} name="upTo" hint type="number" />
      <Text {...props} name="due" type="number" />
      <Text {...props} name="line" type="number" />
      <Text {...props} name="owners" hint />
    </AddForm>
  );
}

export function ReportFields(props: Props) {
  const say = props.view.words('plans');
  return (
    <AddForm {...props} act="reports" title={say('drafts.addReport')}>
      <Select {...props} name="type" />
      <Text {...props} name="by" />
      <Text {...props} name="to" hint />
      <Text {...props} name="before" hint />
    </AddForm>
  );
}

export function TaskFields(props: Props) {
  const { typed, faults } = props;
  const say = props.view.words('plans');
  return (
    <AddForm {...props} act="tasks" title={say('drafts.addTasks')}>
      <Text {...props} name="section" />
      <Text {...props} name="owner" />
      <Field name="tasks" label={say('field.tasks')} hint={say('field.tasksHint')} faults={faults}>
        {(described) => (
          <textarea {...described} rows={6}>
            {typed.tasks ?? ''}
          </textarea>
        )}
      </Field>
    </AddForm>
  );
}

type AddProps = Props & { readonly act: 'indicators' | 'reports' | 'tasks'; readonly title: string; readonly children: ComponentChildren };

/** Open where it came back with faults. */
function AddForm({ view, draft, typed, faults, act, title, children }: AddProps) {
  return (
    <details open={typed.act === act && Object.keys(faults).length > 0}>
      <summary>{title}</summary>
      <PostForm view={view} action={plansLinks.draftAct(draft._id, act)}>
        <input type="hidden" name="version" value={draft.version} />
        {children}
        <button type="submit">{view.words('plans')('drafts.add')}</button>
      </PostForm>
    </details>
  );
}

type PartProps = Props & { readonly hint?: boolean };

function Text({ view, typed, faults, name, hint = false, type = 'text' }: PartProps & { readonly name: string; readonly type?: string }) {
  const say = view.words('plans');
  return (
    <Field name={name} label={say(`field.${name}`)} hint={hint ? say(`field.${name}Hint`) : undefined} faults={faults}>
      {(described) => <input {...described} type={type} value={typed[name] ?? ''} autocomplete="off" />}
    </Field>
  );
}

function Select({ view, typed, faults, name, hint = false }: PartProps & { readonly name: Choice }) {
  const say = view.words('plans');
  const choices = choicesOf[name].map((value) => ({ value, label: labelOf(view, name, value) }));
  return (
    <SelectField
      name={name}
      label={say(`field.${name}`)}
      hint={hint ? say(`field.${name}Hint`) : undefined}
      choices={choices}
      value={typed[name]}
      faults={faults}
    />
  );
}

function labelOf(view: View, name: Choice, value: string): string {
  const say = view.words('plans');
  if (name === 'population') return value === '' ? say('field.noPopulation') : view.t(`population.${value}`);
  if (name === 'type') return say(`reportType.${value}`);
  return say(`${name}.${value}`);
}
