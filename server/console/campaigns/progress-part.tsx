import { type Campaign, recipientsOf } from '../../campaigns/model';
import type { Progress } from '../../campaigns/progress';
import { isFew } from '../../reach/small-groups';
import { ScrollBox } from '../components/scroll-box';
import type { View } from '../view';
import { campaignLinks } from './links';

type Props = { readonly view: View; readonly campaign: Campaign; readonly progress: Progress; readonly now: Date };

/** How far a campaign is: a bar, what became of its messages, and why some were given up. */
export function ProgressPart({ view, campaign, progress, now }: Props) {
  const c = view.words('campaigns');
  const { messages, dropped, later } = progress;
  const settled = messages.sent + messages.unknown + messages.dropped;
  const planned = campaign.plan === undefined ? 0 : recipientsOf(campaign.plan);
  const all = Math.max(planned, settled + messages.waiting + later, 1);
  const percent = Math.floor((settled * 100) / all);
  const rows = [
    ...(['sent', 'waiting', 'unknown', 'dropped'] as const).map((state) => ({
      label: c(`console.messages.${state}`),
      count: messages[state],
    })),
    { label: c('console.messages.later'), count: later },
    ...Object.entries(dropped).map(([reason, count]) => ({
      label: c('console.messages.because', { reason: view.words('cli')(`outbox.reason.${reason}`) }),
      count,
    })),
  ];
  return (
    <section aria-labelledby="progress">
      <h2 id="progress">{c('console.progress', { percent })}</h2>
      <svg class="bar" role="img" aria-label={c('console.progress', { percent })} width="100%" height="30">
        <rect class="bar-track" y="6" width="100%" height="18" rx="3" />
        <rect class="bar-low" y="6" width={`${percent}%`} height="18" rx="3" />
      </svg>
      <ScrollBox view={view} label={c('console.messagesCaption')}>
        <table>
          <caption>{c('console.messagesCaption')}</caption>
          <tbody>
            {rows.map(({ label, count }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td class="figure">{isFew(count) ? c('console.few') : view.format.number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p class="note">
        {c('console.updated', { at: view.format.moment(now) })} <a href={campaignLinks.one(campaign._id)}>{c('console.again')}</a>
      </p>
    </section>
  );
}
