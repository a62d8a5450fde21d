import { type DataRequest, requestOutcomes } from '../../storage/collections/data-requests';
import { DoneNotice, Field, PostForm, SelectField } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { peopleLinks, type RequestAct } from './links';
import { stateOf } from './requests-page';

type PageProps = { readonly view: View; readonly request: DataRequest; readonly now: Date; readonly done: string | undefined };

const acts = ['acknowledge', 'extend', 'not-extended', 'close', 'withdraw', 'erase'];

/** One request: what is owed until when, and what can be done about it. */
export function RequestPage({ view, request, now, done }: PageProps) {
  const s = view.words('people');
  return (
    <Layout view={view} title={s('request.title', { number: request._id })} styles={['people.css']}>
      <div class="stack narrow">
        <div>
          <p>
            <a href={peopleLinks.requests()}>{s('requests.title')}</a>
          </p>
          <h1>{s('request.title', { number: request._id })}</h1>
          <DoneNotice text={done !== undefined && acts.includes(done) ? s(`request.done.${done}`) : undefined} />
        </div>
        <Facts view={view} request={request} now={now} />
        {request.open === true ? <Actions view={view} request={request} /> : null}
        {request.kind === 'erase' && request.outcome === 'done' ? (
          <p>
            <a href={peopleLinks.receipt(request._id)}>{s('request.receipt')}</a>
          </p>
        ) : null}
      </div>
    </Layout>
  );
}

function Facts({ view, request, now }: Omit<PageProps, 'done'>) {
  const s = view.words('people');
  const { format } = view;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['kind', s(`kind.${request.kind}`)],
    ['state', s(`state.${stateOf(request, now)}`)],
    ['from', s(`from.${request.from}`)],
    ['askedAt', format.moment(request.askedAt)],
    ['acknowledgeBy', format.moment(request.acknowledgeBy)],
    ['acknowledgedAt', request.acknowledgedAt && format.moment(request.acknowledgedAt)],
    ['due', format.moment(request.due)],
    ['extension', request.extension],
    ['doneAt', request.doneAt && format.moment(request.doneAt)],
    ['identity', request.identity],
    ['person', request.open === true ? s(request.person === undefined ? 'request.unknown' : 'request.known') : undefined],
  ];
  return (
    <dl class="facts request-facts">
      {facts.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name}>
            <dt>{s(`request.fact.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function Actions({ view, request }: { readonly view: View; readonly request: DataRequest }) {
  const s = view.words('people');
  const { _id, kind, person, acknowledgedAt, extendedAt } = request;
  const known = person !== undefined;
  const button = (act: RequestAct, danger = false) => (
    <PostForm view={view} action={peopleLinks.act(_id, act)} class="form inline">
      <button type="submit" class={danger ? 'danger' : undefined}>
        {s(`request.act.${act}`)}
      </button>
    </PostForm>
  );
  return (
    <section class="panel" aria-labelledby="acts">
      <h2 id="acts">{s('request.acts')}</h2>
      {acknowledgedAt === undefined ? button('acknowledge') : null}
      {known && (kind === 'view' || kind === 'correct') ? [button('page'), button('file')] : null}
      {known && (kind === 'withdraw' || kind === 'object') ? [<p key="w">{s('request.withdrawLead')}</p>, button('withdraw')] : null}
      {known && kind === 'erase' ? [<p key="e">{s('request.eraseLead')}</p>, button('erase', true)] : null}
      {extendedAt === undefined ? (
        <PostForm view={view} action={peopleLinks.act(_id, 'extend')}>
          <Field name="reason" label={s('request.reason')} hint={s('request.reasonHint')}>
            {(about) => <input maxLength={200} autocomplete="off" required {...about} />}
          </Field>
          <button type="submit">{s('request.act.extend')}</button>
        </PostForm>
      ) : null}
      <PostForm view={view} action={peopleLinks.act(_id, 'close')}>
        <SelectField
          name="outcome"
          label={s('request.outcome')}
          choices={requestOutcomes.map((outcome) => ({ value: outcome, label: s(`state.${outcome}`) }))}
        />
        <button type="submit">{s('request.act.close')}</button>
      </PostForm>
    </section>
  );
}
