import type { Proof } from '../../progress/proof';
import { FaultSummary, type Faults, Field, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { homeLinks } from './links';

export type TypedProof = { readonly organisation: string; readonly from: string; readonly to: string };

type ProofPageProps = {
  readonly view: View;
  readonly typed: TypedProof;
  readonly asksFor: boolean; // whose: somebody of one organisation is not asked
  readonly faults: Faults;
  readonly proof: Proof | undefined;
};

/** Days are chosen, the totals are shown, the file is the answer to the button below them. */
export function ProofPage({ view, typed, asksFor, faults, proof }: ProofPageProps) {
  const s = view.words('home');
  return (
    <Layout view={view} title={s('proof.title')} styles={['meetings.css']}>
      <div class="stack narrow">
        <div>
          <p>
            <a href={homeLinks.home()}>{s('title')}</a>
          </p>
          <h1>{s('proof.title')}</h1>
          <p class="lead">{s('proof.lead')}</p>
          <FaultSummary title={s('proof.faults')} faults={faults} />
        </div>
        <form method="get" action={homeLinks.proof()} class="form" novalidate>
          {asksFor ? (
            <Field name="organisation" label={s('proof.organisation')} hint={s('proof.organisationHint')} faults={faults}>
              {(about) => <input value={typed.organisation} maxLength={64} autocomplete="off" {...about} />}
            </Field>
          ) : null}
          <Field name="from" label={s('proof.from')} faults={faults}>
            {(about) => <input type="date" value={typed.from} {...about} />}
          </Field>
          <Field name="to" label={s('proof.to')} faults={faults}>
            {(about) => <input type="date" value={typed.to} {...about} />}
          </Field>
          <button type="submit">{s('proof.show')}</button>
        </form>
        {proof === undefined ? null : <Totals view={view} typed={typed} proof={proof} />}
      </div>
    </Layout>
  );
}

function Totals({ view, typed, proof }: { readonly view: View; readonly typed: TypedProof; readonly proof: Proof }) {
  const s = view.words('home');
  const { number } = view.format;
  const people = (count: number | undefined) => (count === undefined ? s('groups.few') : s('groups.atLeast', { count: number(count) }));
  const totals = [
    [s('proof.meetings'), number(proof.meetings.length)],
    [s('proof.attendances'), proof.attendances === undefined ? s('groups.few') : number(proof.attendances)],
    [s('proof.groups'), number(proof.groups)],
    [s('proof.joined'), people(proof.joined)],
    [s('groups.reached'), people(proof.reached)],
  ];
  return (
    <section class="panel" aria-labelledby="totals">
      <h2 id="totals">{proof.organisation}</h2>
      <dl class="meeting-facts">
        {totals.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="field-hint">{s('proof.note')}</p>
      <PostForm view={view} action={homeLinks.proofFile()} class="">
        {Object.entries(typed).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button type="submit">{s('proof.download')}</button>
      </PostForm>
    </section>
  );
}
