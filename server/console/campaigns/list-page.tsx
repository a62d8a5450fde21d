import type { Campaign } from '../../campaigns/model';
import { Layout } from '../components/layout';
import { ScrollBox } from '../components/scroll-box';
import type { View } from '../view';
import { campaignLinks } from './links';
import { shownCounts } from './shown-counts';

type Props = { readonly view: View; readonly campaigns: readonly Campaign[]; readonly names: ReadonlyMap<string, string> };

/** The campaigns whose whole audience somebody oversees, the newest first. */
export function CampaignListPage({ view, campaigns, names }: Props) {
  const c = view.words('campaigns');
  return (
    <Layout view={view} title={c('console.title')}>
      <div class="stack">
        <div>
          <h1>{c('console.title')}</h1>
          <p class="lead">{c('console.lead')}</p>
          <p>
            <a class="button" href={campaignLinks.new()}>
              {c('console.new')}
            </a>
          </p>
        </div>
        {campaigns.length === 0 ? <p class="soft">{c('console.none')}</p> : <Table view={view} campaigns={campaigns} names={names} />}
      </div>
    </Layout>
  );
}

function Table({ view, campaigns, names }: Props) {
  const c = view.words('campaigns');
  return (
    <ScrollBox view={view}>
      <table>
        <caption>{c('console.caption')}</caption>
        <thead>
          <tr>
            {(['name', 'state', 'recipients', 'by', 'made'] as const).map((head) => (
              <th key={head} scope="col" class={head === 'recipients' ? 'figure' : undefined}>
                {c(`console.head.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {campaigns.map((campaign) => (
            <tr key={campaign._id}>
              <th scope="row">
                <a href={campaignLinks.one(campaign._id)}>{campaign.name}</a>
              </th>
              <td>{c(`state.${campaign.state}`)}</td>
              <td class="figure">{campaign.plan === undefined ? '–' : recipientsText(view, campaign.plan)}</td>
              <td>{names.get(campaign.createdBy) ?? '–'}</td>
              <td>{view.format.moment(campaign.createdAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** How many are written to; in tens where the exact number would tell of few. */
export function recipientsText(view: View, plan: NonNullable<Campaign['plan']>): string {
  const { recipients, exact } = shownCounts(plan);
  const count = view.format.number(recipients);
  return exact ? count : view.words('campaigns')('console.atLeast', { count });
}
