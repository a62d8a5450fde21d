import { decisions, requesterKinds, type ThirdPartyRequest } from '../../staff/third-party-requests';
import { DoneNotice, FaultSummary, type Faults, Field, PostForm, SelectField } from '../components/form';
import { Layout } from '../components/layout';
import { ScrollBox } from '../components/scroll-box';
import { today } from '../format';
import type { View } from '../view';
import { staffLinks } from './links';

type Typed = Readonly<Record<string, string>>;
type ListProps = { readonly view: View; readonly rows: readonly ThirdPartyRequest[] };

/** The register, the newest first. */
export function RequestsPage({ view, rows }: ListProps) {
  const s = view.words('staff');
  return (
    <Layout view={view} title={s('thirdParty.title')} styles={['staff.css']}>
      <div class="stack">
        <div>
          <h1>{s('thirdParty.title')}</h1>
          <p class="lead">{s('thirdParty.lead')}</p>
        </div>
        <p>
          <a class="button" href={staffLinks.newRequest()}>
            {s('thirdParty.new')}
          </a>
        </p>
        {rows.length === 0 ? <p class="notice">{s('thirdParty.none')}</p> : <RequestTable view={view} rows={rows} />}
      </div>
    </Layout>
  );
}

function RequestTable({ view, rows }: Pick<ListProps, 'view' | 'rows'>) {
  const s = view.words('staff');
  return (
    <ScrollBox view={view}>
      <table>
        <caption>{s('thirdParty.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{s('thirdParty.document')}</th>
            <th scope="col">{s('thirdParty.requester')}</th>
            <th scope="col">{s('thirdParty.receivedOn')}</th>
            <th scope="col">{s('thirdParty.decision')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <a href={staffLinks.request(row.id)}>{row.document}</a>
              </th>
              <td>
                {row.requester} ({s(`thirdParty.kind_${row.kind}`)})
              </td>
              <td>{view.format.day(row.receivedOn)}</td>
              <td>{s(`thirdParty.decision_${row.answer?.decision ?? 'open'}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

type FormProps = { readonly view: View; readonly typed: Typed; readonly faults: Faults };

/** A request as it stands on paper. */
export function NewRequestPage({ view, typed, faults }: FormProps) {
  const s = view.words('staff');
  const kinds = requesterKinds.map((value) => ({ value, label: s(`thirdParty.kind_${value}`) }));
  return (
    <Layout view={view} title={s('thirdParty.new')} styles={['staff.css']}>
      <div class="stack narrow">
        <div>
          <h1>{s('thirdParty.new')}</h1>
          <p class="lead">{s('thirdParty.newLead')}</p>
          <FaultSummary title={s('form.faults')} faults={faults} />
        </div>
        <PostForm view={view} action={staffLinks.newRequest()} class="form panel">
          <SelectField name="kind" label={s('thirdParty.kind')} choices={kinds} value={typed.kind} faults={faults} />
          <TextField view={view} name="requester" typed={typed} faults={faults} />
          <TextField view={view} name="document" typed={typed} faults={faults} />
          <TextField view={view} name="documentDate" type="date" typed={typed} faults={faults} />
          <TextField view={view} name="receivedOn" type="date" typed={typed} faults={faults} />
          <TextArea view={view} name="legalBasis" typed={typed} faults={faults} />
          <TextArea view={view} name="asked" typed={typed} faults={faults} />
          <div class="row-actions">
            <button type="submit">{s('thirdParty.enter')}</button>
            <a href={staffLinks.requests()}>{s('form.back')}</a>
          </div>
        </PostForm>
      </div>
    </Layout>
  );
}

type RequestPageProps = FormProps & { readonly row: ThirdPartyRequest; readonly done: string | undefined };

/** One request with its decision, or the form that decides it. */
export function RequestPage({ view, row, typed, faults, done }: RequestPageProps) {
  const s = view.words('staff');
  const { day } = view.format;
  const facts: readonly (readonly [string, string])[] = [
    [s('thirdParty.requester'), `${row.requester} (${s(`thirdParty.kind_${row.kind}`)})`],
    [s('thirdParty.documentDate'), day(row.documentDate)],
    [s('thirdParty.receivedOn'), day(row.receivedOn)],
    [s('thirdParty.legalBasis'), row.legalBasis],
    [s('thirdParty.asked'), row.asked],
  ];
  return (
    <Layout view={view} title={row.document} styles={['staff.css']}>
      <div class="stack narrow">
        <div>
          <p>
            <a href={staffLinks.requests()}>{s('thirdParty.title')}</a>
          </p>
          <h1>{row.document}</h1>
          <DoneNotice text={done === undefined ? undefined : s(`thirdParty.done_${done}`)} />
          <FaultSummary title={s('form.faults')} faults={faults} />
        </div>
        <FactList facts={facts} />
        {row.answer === undefined ? (
          <DecisionForm view={view} row={row} typed={typed} faults={faults} />
        ) : (
          <FactList
            facts={[
              [s('thirdParty.decision'), s(`thirdParty.decision_${row.answer.decision}`)],
              [s('thirdParty.reason'), row.answer.reason],
              [s('thirdParty.given'), row.answer.given === '' ? '–' : row.answer.given],
              [s('thirdParty.decidedAt'), day(today(row.answer.at))],
            ]}
          />
        )}
      </div>
    </Layout>
  );
}

function FactList({ facts }: { readonly facts: readonly (readonly [string, string])[] }) {
  return (
    <dl class="panel kept-facts">
      {facts.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="kept-text">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function DecisionForm({ view, row, typed, faults }: FormProps & { readonly row: ThirdPartyRequest }) {
  const s = view.words('staff');
  const choices = decisions.map((value) => ({ value, label: s(`thirdParty.decision_${value}`) }));
  return (
    <section class="panel" aria-labelledby="decide">
      <h2 id="decide">{s('thirdParty.decide')}</h2>
      <p class="lead">{s('thirdParty.decideLead')}</p>
      <PostForm view={view} action={staffLinks.decide(row.id)}>
        <SelectField name="decision" label={s('thirdParty.decision')} choices={choices} value={typed.decision} faults={faults} />
        <TextArea view={view} name="reason" typed={typed} faults={faults} />
        <TextArea view={view} name="given" typed={typed} faults={faults} />
        <button type="submit">{s('thirdParty.decideSubmit')}</button>
      </PostForm>
    </section>
  );
}

type TextProps = FormProps & { readonly name: string; readonly type?: 'text' | 'date' };

function TextField({ view, name, typed, faults, type = 'text' }: TextProps) {
  return (
    <Field name={name} label={view.words('staff')(`thirdParty.${name}`)} faults={faults}>
      {(described) => <input {...described} type={type} value={typed[name]} required maxLength={300} />}
    </Field>
  );
}

function TextArea({ view, name, typed, faults }: TextProps) {
  const s = view.words('staff');
  return (
    <Field name={name} label={s(`thirdParty.${name}`)} hint={s(`thirdParty.hint_${name}`)} faults={faults}>
      {(described) => (
        <textarea {...described} maxLength={4000}>
          {typed[name]}
        </textarea>
      )}
    </Field>
  );
}
