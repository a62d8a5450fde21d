import { mayMeet } from '../../meetings/meeting-rules';
import type { Group } from '../../storage/collections/groups';
import type { Organisation } from '../../storage/collections/organisations';
import { FaultSummary, type Faults, Field, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { meetingLinks } from './links';
import type { TypedPlan } from './read-plan';

type Props = {
  readonly view: View;
  readonly organisations: readonly Organisation[]; // that share it, the first is whose meeting it is
  readonly groups: readonly Group[];
  readonly found: readonly Organisation[]; // that may be added
  readonly search: string;
  readonly typed: TypedPlan;
  readonly faults: Faults;
};

/** A meeting that will be, or was: first who shares it, then what, where and when. */
export function PlanPage(props: Props) {
  const { view, organisations, faults } = props;
  const s = view.words('meetings');
  return (
    <Layout view={view} title={s('plan.title')} styles={['meetings.css']}>
      <div class="stack narrow">
        <div>
          <h1>{s('plan.title')}</h1>
          <FaultSummary title={s('fault.summary')} faults={faults} />
        </div>
        <Sharers {...props} />
        {organisations.length === 0 ? null : <PlanForm {...props} />}
      </div>
    </Layout>
  );
}

function Sharers({ view, organisations, found, search }: Props) {
  const s = view.words('meetings');
  const chosen = organisations.map(({ _id }) => _id);
  return (
    <section class="panel">
      <h2>{s('plan.organisations')}</h2>
      {organisations.length === 0 ? <p>{s('plan.choose')}</p> : null}
      <ul class="plain">
        {organisations.map(({ _id, name }) => (
          <li key={_id}>
            {name}{' '}
            <a href={meetingLinks.plan(chosen.filter((id) => id !== _id))} aria-label={s('plan.removeNamed', { name })}>
              {s('plan.remove')}
            </a>
          </li>
        ))}
      </ul>
      <form method="get" action={meetingLinks.plan()} class="form">
        {chosen.map((id) => (
          <input key={id} type="hidden" name="organisation" value={id} />
        ))}
        <Field name="q" label={s(organisations.length === 0 ? 'plan.search' : 'plan.searchMore')}>
          {(described) => <input {...described} value={search} maxLength={80} />}
        </Field>
        <button type="submit" class="small">
          {s('plan.find')}
        </button>
      </form>
      <ul class="plain">
        {found.map(({ _id, name }) => (
          <li key={_id}>
            <a href={meetingLinks.plan([...chosen, _id])}>{s('plan.add', { name })}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function PlanForm(props: Props) {
  const { view, typed, faults } = props;
  const s = view.words('meetings');
  return (
    <PostForm view={view} action={meetingLinks.plan(props.organisations.map(({ _id }) => _id))} class="form panel">
      <Who {...props} />
      <Field name="title" label={s('plan.name')} hint={s('plan.nameHint')} faults={faults}>
        {(described) => <input {...described} value={typed.title} required maxLength={200} />}
      </Field>
      <Field name="place" label={s('plan.place')} faults={faults}>
        {(described) => <input {...described} value={typed.place} required maxLength={200} />}
      </Field>
      <div class="field-row">
        <Field name="date" label={s('plan.date')} faults={faults}>
          {(described) => <input {...described} type="date" value={typed.date} required />}
        </Field>
        <Field name="time" label={s('plan.time')} faults={faults}>
          {(described) => <input {...described} type="time" value={typed.time} required />}
        </Field>
        <Field name="minutes" label={s('plan.minutes')} faults={faults}>
          {(described) => <input {...described} type="number" inputMode="numeric" min={5} max={480} value={typed.minutes} required />}
        </Field>
      </div>
      <fieldset id="field-part" tabIndex={-1}>
        <legend>{s('plan.parts')}</legend>
        <p class="field-hint">{s('plan.partsHint')}</p>
        {(['law', 'knowledge'] as const).map((part) => (
          <Tick key={part} name="part" value={part} label={s(`part.${part}`)} ticked={typed.part.includes(part)} />
        ))}
        <Fault text={faults.part} />
      </fieldset>
      <Field name="speaker" label={s('plan.speaker')} hint={s('plan.speakerHint')}>
        {(described) => <input {...described} value={typed.speaker} maxLength={200} />}
      </Field>
      <button type="submit">{s('plan.submit')}</button>
    </PostForm>
  );
}

function Who({ view, organisations, groups, typed, faults }: Props) {
  const s = view.words('meetings');
  return (
    <>
      <fieldset id="field-share" tabIndex={-1}>
        <legend>{s('plan.shares')}</legend>
        {organisations.flatMap(({ _id, name, populations }) =>
          populations
            .filter(mayMeet)
            .map((population) => (
              <Tick
                key={`${_id} ${population}`}
                name="share"
                value={`${_id}|${population}`}
                label={`${name}: ${s(`population.${population}`)}`}
                ticked={typed.share.includes(`${_id}|${population}`)}
              />
            )),
        )}
        <Fault text={faults.share} />
      </fieldset>
      {groups.length === 0 ? (
        <p class="field-hint">{s('plan.noGroups')}</p>
      ) : (
        <fieldset>
          <legend>{s('plan.groups')}</legend>
          <p class="field-hint">{s('plan.groupsHint')}</p>
          <div class="tick-columns">
            {groups.map(({ _id, name }) => (
              <Tick key={_id} name="group" value={_id} label={name} ticked={typed.group.includes(_id)} />
            ))}
          </div>
        </fieldset>
      )}
    </>
  );
}

type TickProps = { readonly name: string; readonly value: string; readonly label: string; readonly ticked: boolean };

function Tick({ name, value, label, ticked }: TickProps) {
  const id = `${name}-${value}`;
  return (
    <div class="choice">
      <input id={id} type="checkbox" name={name} value={value} checked={ticked} />
      <label for={id}>{label}</label>
    </div>
  );
}

function Fault({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : <p class="field-fault">{text}</p>;
}
