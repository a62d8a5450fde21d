import { type Campaign, mostUnapproved, recipientsOf } from '../../campaigns/model';
import type { Progress } from '../../campaigns/progress';
import { DoneNotice, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import { ScrollBox } from '../components/scroll-box';
import type { View } from '../view';
import { type Act, actsOf } from './acts-of';
import { campaignLinks } from './links';
import { recipientsText } from './list-page';
import { ProgressPart } from './progress-part';
import { shownCounts } from './shown-counts';

type Props = {
  readonly view: View;
  readonly campaign: Campaign;
  readonly progress: Progress;
  readonly names: ReadonlyMap<string, string>;
  readonly audience: string; // in words
  readonly by: string; // who looks
  readonly now: Date;
  readonly done: Act | undefined;
  readonly refused: string | undefined; // in words
};

/** One campaign: whom it is for, what its plan says, who said yes, and how far it is. */
export function CampaignPage(props: Props) {
  const { view, campaign, names, audience, by, now, done, refused } = props;
  const c = view.words('campaigns');
  const nameOf = (id: string) => names.get(id) ?? '–';
  return (
    <Layout view={view} title={campaign.name}>
      <div class="stack">
        <div>
          <p>
            <a href={campaignLinks.list()}>{c('console.title')}</a>
          </p>
          <h1>{campaign.name}</h1>
          <DoneNotice text={done === undefined ? undefined : c(`console.did.${done}`)} />
          {refused === undefined ? null : (
            <p class="notice notice-bad" role="alert">
              {refused}
            </p>
          )}
          <p class="lead">{audience}</p>
          <p>
            {c('console.head.state')}: <strong>{c(`state.${campaign.state}`)}</strong>.{' '}
            {c('console.made', { by: nameOf(campaign.createdBy) })}{' '}
            {campaign.approvedBy === undefined ? null : c('console.approved', { by: nameOf(campaign.approvedBy) })}
          </p>
        </div>
        <Waiting view={view} campaign={campaign} by={by} />
        <Buttons view={view} campaign={campaign} by={by} />
        {campaign.startedAt === undefined ? null : <ProgressPart {...props} now={now} />}
        {campaign.plan === undefined ? null : <Plan view={view} plan={campaign.plan} />}
      </div>
    </Layout>
  );
}

/** Why the next step is not one's own. */
function Waiting({ view, campaign, by }: Pick<Props, 'view' | 'campaign' | 'by'>) {
  const { state, plan, approvedBy, createdBy } = campaign;
  if (state !== 'planned' || plan === undefined || approvedBy !== undefined || recipientsOf(plan) <= mostUnapproved) return null;
  const key = createdBy === by ? 'console.waitsForAnother' : 'console.waitsForYou';
  return <p class="notice">{view.words('campaigns')(key, { most: view.format.number(mostUnapproved) })}</p>;
}

function Buttons({ view, campaign, by }: Pick<Props, 'view' | 'campaign' | 'by'>) {
  const c = view.words('campaigns');
  const open = actsOf(campaign, by);
  if (open.length === 0) return null;
  return (
    <div class="row-actions">
      {open.map((act, index) => (
        <PostForm key={act} view={view} action={campaignLinks.act(campaign._id, act)} class="row-form">
          <button type="submit" class={act === 'cancel' ? 'danger' : index === 0 ? undefined : 'button-plain'}>
            {c(`console.act.${act}`)}
          </button>
        </PostForm>
      ))}
    </div>
  );
}

function Plan({ view, plan }: { readonly view: View; readonly plan: NonNullable<Campaign['plan']> }) {
  const c = view.words('campaigns');
  const { rows } = shownCounts(plan);
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">{c('console.plan')}</h2>
      <p>
        {c('console.planHead', {
          at: view.format.moment(plan.at),
          people: view.format.number(plan.people),
          recipients: recipientsText(view, plan),
        })}{' '}
        {plan.counts.paid === 0 ? null : c('plan.cost', { price: view.format.number(plan.priceVnd) })}{' '}
        {plan.unpriced === 0 ? null : c('console.unpriced')}{' '}
        {plan.quotaDays === undefined ? null : c('plan.quotaDays', { count: plan.quotaDays })}{' '}
        {plan.endsAt === undefined ? null : c('plan.ends', { at: view.format.moment(plan.endsAt) })}
      </p>
      <ScrollBox view={view} label={c('console.reasons')}>
        <table>
          <caption>{c('console.reasons')}</caption>
          <thead>
            <tr>
              <th scope="col">{c('console.reasonHead')}</th>
              <th scope="col" class="figure">
                {c('console.peopleHead')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ reason, people }) => (
              <tr key={reason}>
                <th scope="row">{c(`reason.${reason}`)}</th>
                <td class="figure">{people === 'withheld' ? c('console.withheld') : view.format.number(people)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p class="note">{c('console.planNote')}</p>
    </section>
  );
}
