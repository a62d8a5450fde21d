import { openQueries } from '../../meetings/meeting-rules';
import type { Meeting } from '../../storage/collections/meetings';
import { DoneNotice } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { meetingLinks } from './links';
import { whenText } from './when-text';

type Props = { readonly view: View; readonly meetings: readonly Meeting[]; readonly now: Date; readonly done?: string | undefined };

/** The meetings somebody looks after, newest first. */
export function MeetingsPage({ view, meetings, now, done }: Props) {
  const s = view.words('meetings');
  return (
    <Layout view={view} title={s('list.title')} styles={['meetings.css']}>
      <div class="stack">
        <div>
          <h1>{s('list.title')}</h1>
          <DoneNotice text={done === 'cancelled' ? s('done.cancelled') : undefined} />
          <p class="lead">{s('list.lead')}</p>
          <p class="row-actions">
            <a class="button" href={meetingLinks.plan()}>
              {s('list.plan')}
            </a>
          </p>
        </div>
        {meetings.length === 0 ? <p class="panel">{s('list.none')}</p> : <MeetingCards view={view} meetings={meetings} now={now} />}
      </div>
    </Layout>
  );
}

function MeetingCards({ view, meetings, now }: Pick<Props, 'view' | 'meetings' | 'now'>) {
  const s = view.words('meetings');
  return (
    <ul class="meeting-list">
      {meetings.map((meeting) => {
        const state = stateOf(meeting, now);
        return (
          <li key={meeting._id} class="panel">
            <h2>
              <a href={meetingLinks.one(meeting._id)}>{meeting.title}</a>
            </h2>
            <p>{whenText(view, meeting)}</p>
            <p>{meeting.shares.map(({ name }) => name).join('; ')}</p>
            <p>
              <span class={`state state-${state.tone}`}>{s(`state.${state.key}`)}</span>
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function stateOf(meeting: Meeting, now: Date): { readonly key: string; readonly tone: 'good' | 'warn' | 'bad' } {
  if (meeting.cancelled !== undefined) return { key: 'cancelled', tone: 'bad' };
  if (openQueries(meeting).length > 0) return { key: 'queried', tone: 'bad' };
  if (meeting.confirmed !== undefined) return { key: 'confirmed', tone: 'good' };
  if (meeting.people !== undefined) return { key: 'counted', tone: 'warn' };
  return { key: meeting.startsAt > now ? 'planned' : 'over', tone: 'warn' };
}
