import { type DenominatorProposal, workforceParts } from '../../storage/collections/denominator-proposals';
import type { Organisation } from '../../storage/collections/organisations';
import { DoneNotice, FaultSummary, type Faults, Field, PostForm } from '../components/form';
import { ScrollBox } from '../components/scroll-box';
import type { View } from '../view';
import { placeLinks } from './links';
import { Crumbs, PlaceFrame } from './place-frame';

export const typedWorkforce = ['asOf', ...workforceParts] as const;
export type TypedWorkforce = Readonly<Record<(typeof typedWorkforce)[number], string>>;

export type WorkforceProps = {
  readonly view: View;
  readonly organisation: Organisation;
  readonly months: readonly DenominatorProposal[];
  readonly typed: TypedWorkforce;
  readonly faults: Faults;
  readonly lines: readonly string[]; // what is wrong in a file, line by line
  readonly today: string;
  readonly done: string | undefined;
};

/** How many work at an enterprise, month by month, as its own union says and an officer approves. */
export function WorkforcePage(props: WorkforceProps) {
  const { view, organisation, faults, lines, done } = props;
  const w = view.words('workforce');
  const here = placeLinks.workforce(organisation._id);
  const crumbs = [
    { name: view.words('places')('tabs.organisations'), href: placeLinks.organisations() },
    { name: organisation.name, href: placeLinks.organisation(organisation._id) },
  ];
  return (
    <PlaceFrame view={view} title={w('title')} tab="organisations">
      <div>
        <Crumbs label={view.words('places')('title')} crumbs={crumbs} />
        <h1>{w('title')}</h1>
        <p class="lead">{w('lead')}</p>
        <DoneNotice text={done} />
        <FaultSummary title={w('fault.title')} faults={faults} />
        {lines.length === 0 ? null : (
          <ul class="notice notice-bad">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
      <section aria-labelledby="months" class="stack">
        <h2 id="months">{w('months')}</h2>
        <Months {...props} />
      </section>
      <section aria-labelledby="enter" class="panel narrow">
        <h2 id="enter">{w('enter')}</h2>
        <MonthForm {...props} action={here} />
      </section>
      <section aria-labelledby="file" class="panel narrow">
        <h2 id="file">{w('file.title')}</h2>
        <p class="field-hint">{w('file.lead')}</p>
        <p>
          <a href={placeLinks.workforceTemplate(organisation._id)}>{w('file.template')}</a>
        </p>
        <form method="post" action={placeLinks.workforceFile(organisation._id)} encType="multipart/form-data" class="form" novalidate>
          <input type="hidden" name="csrf" value={view.csrfToken} />
          <Field name="file" label={w('file.label')} faults={faults}>
            {(described) => <input {...described} type="file" accept=".xlsx,.csv" required />}
          </Field>
          <button type="submit" class="button-plain">
            {w('file.send')}
          </button>
        </form>
      </section>
    </PlaceFrame>
  );
}

function MonthForm({ view, typed, faults, today, action }: WorkforceProps & { readonly action: string }) {
  const w = view.words('workforce');
  return (
    <PostForm view={view} action={action}>
      <Field name="asOf" label={w('day')} hint={w('hint.asOf')} faults={faults}>
        {(described) => <input {...described} type="date" value={typed.asOf} max={today} required />}
      </Field>
      {workforceParts.map((part) => (
        <Field key={part} name={part} label={w(`column.${part}`)} hint={w(`hint.${part}`)} faults={faults}>
          {(described) => <input {...described} value={typed[part]} inputMode="numeric" autocomplete="off" required={part === 'direct'} />}
        </Field>
      ))}
      <button type="submit">{w('send')}</button>
    </PostForm>
  );
}

function Months({ view, organisation, months }: WorkforceProps) {
  const w = view.words('workforce');
  const d = view.words('denominators');
  const { format, member } = view;
  if (months.length === 0) return <p class="soft">{w('none')}</p>;
  return (
    <ScrollBox view={view}>
      <table>
        <thead>
          <tr>
            <th scope="col">{w('head.asOf')}</th>
            <th scope="col">{w('head.state')}</th>
            <th scope="col" class="figure">
              {w('head.people')}
            </th>
            {workforceParts.map((part) => (
              <th key={part} scope="col" class="figure">
                {w(`head.${part}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map(({ _id, asOf, people, workforce, state, entered, decided }) => (
            <tr key={_id}>
              <th scope="row">{format.day(asOf)}</th>
              <td>
                {d(`state.${state}`)}
                {decided?.note === undefined ? null : `: ${decided.note}`}
                {state === 'proposed' && entered.by === member?.id ? (
                  <PostForm view={view} action={placeLinks.withdrawWorkforce(organisation._id, _id)} class="">
                    <button type="submit" class="button-plain small" aria-label={w('withdrawOf', { day: format.day(asOf) })}>
                      {w('withdraw')}
                    </button>
                  </PostForm>
                ) : null}
              </td>
              <td class="figure">{format.number(people)}</td>
              {workforceParts.map((part) => (
                <td key={part} class="figure">
                  {workforce === undefined ? '–' : format.number(workforce[part])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
