import type { Meeting } from '../../storage/collections/meetings';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { TickForm, type TickFormProps } from './tick-form';
import { whenText } from './when-text';

type Props = TickFormProps & { readonly meeting: Meeting; readonly groupName: string };

/** What a class monitor sees: one class of one meeting, and nothing else. */
export function MonitorPage(props: Props) {
  const { view, meeting, groupName } = props;
  const s = view.words('meetings');
  return (
    <Layout view={view} title={s('tick.title', { group: groupName })} styles={['meetings.css']} script="meeting-ticks.js">
      <div class="stack narrow">
        <div>
          <h1>{s('tick.title', { group: groupName })}</h1>
          <p>{whenText(view, meeting)}</p>
          <p class="lead">{s('tick.lead')}</p>
        </div>
        <TickForm {...props} />
      </div>
    </Layout>
  );
}

/** After it was sent, or when the link is over. */
export function MonitorDonePage({ view, what }: { readonly view: View; readonly what: 'sent' | 'over' }) {
  const s = view.words('meetings');
  return (
    <Layout view={view} title={s(`monitor.${what}`)}>
      <h1>{s(`monitor.${what}`)}</h1>
      <p class="lead">{s(`monitor.${what}Lead`)}</p>
    </Layout>
  );
}
