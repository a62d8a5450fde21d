import { may } from '../../staff/roles';
import type { DenominatorProposal } from '../../storage/collections/denominator-proposals';
import { DoneNotice, FaultSummary, type Faults, Field, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { denominatorLinks } from './links';
import { WorkforceNote } from './register-tables';

export const doneTexts = ['entered', 'refused', 'withdrawn', 'own_work', 'not_own', 'decided_already'] as const;

type Props = {
  readonly view: View;
  readonly proposal: DenominatorProposal;
  readonly history: readonly DenominatorProposal[];
  readonly names: ReadonlyMap<string, string>;
  readonly faults: Faults;
  readonly done: (typeof doneTexts)[number] | undefined;
};

/** One paper's figure, who entered and decided it, and all there were of this place. */
export function ProposalPage({ view, proposal, history, names, faults, done }: Props) {
  const d = view.words('denominators');
  const p = view.words('places');
  const title = `${proposal.name}: ${p(`population.${proposal.population}`)}`;
  return (
    <Layout view={view} title={title} styles={['denominators.css']}>
      <p>
        <a href={denominatorLinks.register()}>{d('title')}</a>
      </p>
      <h1>{title}</h1>
      <DoneNotice text={done === undefined ? undefined : d(`done.${done}`)} />
      <FaultSummary title={d('fault.title')} faults={faults} />
      <div class="stack">
        <Facts view={view} proposal={proposal} names={names} />
        <Decision view={view} proposal={proposal} faults={faults} />
        <section>
          <h2>{d('history')}</h2>
          <History view={view} history={history} names={names} />
          <p>
            <a
              href={denominatorLinks.enter({
                place: proposal.node,
                population: proposal.population,
                ...(proposal.measure === undefined ? {} : { measure: proposal.measure }),
              })}
            >
              {d('correct')}
            </a>
          </p>
        </section>
      </div>
    </Layout>
  );
}

type FactsProps = Pick<Props, 'view' | 'proposal' | 'names'>;

function Facts({ view, proposal, names }: FactsProps) {
  const d = view.words('denominators');
  const { format } = view;
  const { people, measure, workforce, asOf, issuer, document, method, paper, state, entered, decided } = proposal;
  const rows = [
    ['people', format.number(people)],
    ...(measure === undefined ? [] : [['measure', d(`measure.${measure}`)]]),
    ['asOf', format.day(asOf)],
    ['issuer', issuer],
    ['document', document],
    ['method', method],
    ['entered', d('byAt', { name: names.get(entered.by) ?? '–', at: format.moment(entered.at) })],
    ...(decided === undefined ? [] : [['decided', d('byAt', { name: names.get(decided.by) ?? '–', at: format.moment(decided.at) })]]),
    ...(decided?.note === undefined ? [] : [['note', decided.note]]),
  ];
  return (
    <section class="panel">
      <p>
        <span class={state === 'approved' ? 'state state-good' : 'state state-warn'}>{d(`state.${state}`)}</span>
      </p>
      <dl class="facts register-facts">
        {rows.map(([key, value]) => (
          <div key={key}>
            <dt>{d(`fact.${key}`)}</dt>
            <dd>
              {value}
              {key === 'people' ? <WorkforceNote view={view} workforce={workforce} /> : null}
            </dd>
          </div>
        ))}
      </dl>
      <p>
        {paper === undefined ? <span class="soft">{d('withoutPaper')}</span> : <a href={denominatorLinks.paper(paper)}>{d('openPaper')}</a>}
      </p>
    </section>
  );
}

/** The writer may take it back; another may let it count or not. */
function Decision({ view, proposal: { _id, state, entered }, faults }: Pick<Props, 'view' | 'proposal' | 'faults'>) {
  const d = view.words('denominators');
  const { member } = view;
  if (state !== 'proposed' && state !== 'approving') return null;
  if (entered.by === member?.id) {
    return (
      <section class="panel">
        <p>{d('needsAnother')}</p>
        <PostForm view={view} action={denominatorLinks.act(_id, 'withdraw')}>
          <button type="submit" class="danger">
            {d('withdraw')}
          </button>
        </PostForm>
      </section>
    );
  }
  if (member === undefined || !may(member, 'approve-denominators')) return null;
  return (
    <section class="panel">
      <h2>{d('decide')}</h2>
      <PostForm view={view} action={denominatorLinks.approve()}>
        <input type="hidden" name="proposal" value={_id} />
        <button type="submit">{d('approveOne')}</button>
      </PostForm>
      <PostForm view={view} action={denominatorLinks.act(_id, 'refuse')}>
        <Field name="note" label={d('refuseNote')} faults={faults}>
          {(described) => <input {...described} maxLength={500} required />}
        </Field>
        <button type="submit" class="danger">
          {d('refuse')}
        </button>
      </PostForm>
    </section>
  );
}

function History({ view, history, names }: Pick<Props, 'view' | 'history' | 'names'>) {
  const d = view.words('denominators');
  const { format } = view;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard
    <section class="scroll" aria-label={d('history')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {['asOf', 'people', 'source', 'by', 'state'].map((head) => (
              <th key={head} scope="col" class={head === 'people' ? 'figure' : undefined}>
                {d(`head.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {history.map(({ _id, asOf, people, issuer, document, entered, state }) => (
            <tr key={_id}>
              <th scope="row">
                <a href={denominatorLinks.proposal(_id)}>{format.day(asOf)}</a>
              </th>
              <td class="figure">{format.number(people)}</td>
              <td>
                {issuer}, {document}
              </td>
              <td>{names.get(entered.by) ?? '–'}</td>
              <td>{d(`state.${state}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
