import { keptParts, type RosterBasis } from '../../rosters/bases';
import { DoneNotice, FaultSummary, type Faults, Field, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { rosterLinks } from './links';
import type { Place } from './roster-place';

export type TypedBasis = {
  readonly document: string;
  readonly signer: string;
  readonly purpose: string;
  readonly notice: string;
  readonly keeps: readonly string[];
  readonly keepUntil: string;
};

type BasesProps = {
  readonly view: View;
  readonly place: Place;
  readonly bases: readonly RosterBasis[];
  readonly typed: TypedBasis;
  readonly faults: Faults;
  readonly done?: string | undefined;
};

/** Why names or phones of an organisation may be kept: what was sent, and a form for another. */
export function BasesPage({ view, place, bases, typed, faults, done }: BasesProps) {
  const r = view.words('roster-pages');
  const { organisation } = place;
  return (
    <Layout view={view} title={r('basis.title')} styles={['places.css']}>
      <div class="stack narrow">
        <div>
          <p>
            <a href={rosterLinks.organisation(organisation._id)}>{r('title', { name: organisation.name })}</a>
          </p>
          <h1>{r('basis.title')}</h1>
          <p class="lead">{r('basis.lead')}</p>
          <DoneNotice text={done} />
          <FaultSummary title={r('faults')} faults={faults} />
        </div>
        <section aria-labelledby="bases" class="stack">
          <h2 id="bases">{r('basis.open')}</h2>
          {bases.length === 0 ? <p class="soft">{r('basis.none')}</p> : null}
          {bases.map((basis) => (
            <article key={basis._id} class="panel">
              <BasisFacts view={view} basis={basis} />
              {basis.withdrawnAt === undefined ? (
                <PostForm view={view} action={rosterLinks.withdrawBasis(organisation._id, basis._id)} class="">
                  <p class="field-hint">{r('basis.withdrawLead')}</p>
                  <button type="submit" class="small danger">
                    {r('basis.withdraw')}
                  </button>
                </PostForm>
              ) : null}
            </article>
          ))}
        </section>
        <PostForm view={view} action={rosterLinks.bases(organisation._id)} class="form panel">
          {(['document', 'signer', 'purpose', 'notice'] as const).map((name) => (
            <Field key={name} name={name} label={r(`basis.${name}`)} faults={faults}>
              {(described) => <input {...described} value={typed[name]} required maxLength={300} />}
            </Field>
          ))}
          <fieldset id="field-keeps">
            <legend>{r('basis.keeps')}</legend>
            {keptParts.map((kept) => (
              <div class="choice" key={kept}>
                <input id={`keeps-${kept}`} type="checkbox" name="keeps" value={kept} checked={typed.keeps.includes(kept)} />
                <label for={`keeps-${kept}`}>{r(`basis.keep.${kept}`)}</label>
              </div>
            ))}
            {faults.keeps === undefined ? null : <p class="field-fault">{faults.keeps}</p>}
          </fieldset>
          <Field name="keepUntil" label={r('basis.keepUntil')} faults={faults}>
            {(described) => <input {...described} type="date" value={typed.keepUntil} required />}
          </Field>
          <button type="submit">{r('basis.submit')}</button>
        </PostForm>
      </div>
    </Layout>
  );
}

type QueueProps = {
  readonly view: View;
  readonly bases: readonly RosterBasis[];
  readonly names: ReadonlyMap<string, string>; // of organisations
  readonly done?: string | undefined;
};

/** What waits for a data officer. */
export function BasisQueuePage({ view, bases, names, done }: QueueProps) {
  const r = view.words('roster-pages');
  return (
    <Layout view={view} title={r('basis.queue')} styles={['places.css']}>
      <div class="stack narrow">
        <div>
          <h1>{r('basis.queue')}</h1>
          <p class="lead">{r('basis.queueLead')}</p>
          <DoneNotice text={done} />
        </div>
        {bases.length === 0 ? <p class="panel">{r('basis.nothing')}</p> : null}
        {bases.map((basis) => (
          <article key={basis._id} class="panel">
            <h2>{names.get(basis.organisation) ?? basis.organisation}</h2>
            <BasisFacts view={view} basis={basis} />
            {basis.recordedBy === view.member?.id ? (
              <p>{r('basis.own')}</p>
            ) : (
              <PostForm view={view} action={rosterLinks.decide(basis._id)} class="row-actions">
                <button type="submit" name="decision" value="approved">
                  {r('basis.approve')}
                </button>
                <button type="submit" name="decision" value="refused" class="danger">
                  {r('basis.refuse')}
                </button>
              </PostForm>
            )}
          </article>
        ))}
      </div>
    </Layout>
  );
}

function BasisFacts({ view, basis }: { readonly view: View; readonly basis: RosterBasis }) {
  const r = view.words('roster-pages');
  const state = basis.withdrawnAt === undefined ? (basis.decision ?? 'waiting') : 'withdrawn';
  return (
    <>
      <p>
        <strong>{basis.document}</strong> <span class="state">{r(`basis.state.${state}`)}</span>
      </p>
      <dl class="place-facts">
        <dt>{r('basis.signer')}</dt>
        <dd>{basis.signer}</dd>
        <dt>{r('basis.purpose')}</dt>
        <dd>{basis.purpose}</dd>
        <dt>{r('basis.notice')}</dt>
        <dd>{basis.notice}</dd>
        <dt>{r('basis.keeps')}</dt>
        <dd>
          {basis.keeps.map((kept) => r(`basis.keep.${kept}`)).join(', ')}, {r('basis.until', { day: view.format.day(basis.keepUntil) })}
        </dd>
      </dl>
    </>
  );
}
