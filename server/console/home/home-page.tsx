import type { Duty } from '../../progress/duties';
import type { Step } from '../../progress/first-steps';
import { may } from '../../staff/roles';
import type { Meeting } from '../../storage/collections/meetings';
import { Layout } from '../components/layout';
import { meetingLinks } from '../meetings/links';
import { whenText } from '../meetings/when-text';
import { placeLinks } from '../places/links';
import type { View } from '../view';
import { DutiesPart } from './duties-part';
import { GroupsPart, type GroupsProps } from './groups-part';
import { homeLinks } from './links';
import { StepsPart } from './steps-part';

export type HomePageProps = GroupsProps & {
  readonly steps: readonly Step[];
  readonly duties: readonly Duty[] | undefined; // of whom an office's days concern
  readonly coming: readonly Meeting[];
  readonly unfinished: readonly Meeting[];
  readonly reminder: string; // in the learners' language
};

/** What an organiser meets: what to do next, how far each group is, which meetings come or wait to be written down. */
export function HomePage(props: HomePageProps) {
  const { view, steps, duties, isFirst, reminder } = props;
  const s = view.words('home');
  return (
    <Layout view={view} title={s('title')} styles={['meetings.css', 'home.css']}>
      <div class="stack narrow">
        <h1>{s('title')}</h1>
        {duties === undefined ? null : <DutiesPart view={view} duties={duties} />}
        {isFirst && steps.some(({ done }) => !done) ? <StepsPart view={view} steps={steps} /> : null}
        {isFirst ? <MeetingsPart {...props} /> : null}
        <GroupsPart {...props} />
        {isFirst ? <Reminder view={view} text={reminder} /> : null}
        {view.member !== undefined && may(view.member, 'record-meetings') ? (
          <section class="panel" aria-labelledby="proof">
            <h2 id="proof">{s('proof.title')}</h2>
            <p>{s('proof.lead')}</p>
            <p class="row-actions">
              <a class="button button-plain" href={homeLinks.proof()}>
                {s('proof.open')}
              </a>
            </p>
          </section>
        ) : null}
      </div>
    </Layout>
  );
}

function MeetingsPart({ view, coming, unfinished }: HomePageProps) {
  if (view.member === undefined || !may(view.member, 'record-meetings')) return null;
  const s = view.words('home');
  return (
    <section class="panel" aria-labelledby="meetings">
      <h2 id="meetings">{s('meetings.title')}</h2>
      {unfinished.length === 0 ? null : (
        <>
          <h3>{s('meetings.unfinished')}</h3>
          <MeetingLinks view={view} meetings={unfinished} />
        </>
      )}
      {coming.length === 0 ? (
        <p>{s('meetings.none')}</p>
      ) : (
        <>
          <h3>{s('meetings.coming')}</h3>
          <MeetingLinks view={view} meetings={coming} />
        </>
      )}
      <p class="row-actions">
        <a class="button button-plain" href={meetingLinks.plan()}>
          {s('meetings.plan')}
        </a>
      </p>
    </section>
  );
}

function MeetingLinks({ view, meetings }: { readonly view: View; readonly meetings: readonly Meeting[] }) {
  return (
    <ul class="home-list">
      {meetings.map((meeting) => (
        <li key={meeting._id}>
          <a href={meetingLinks.one(meeting._id)}>{meeting.title}</a>
          <br />
          <span class="soft">{whenText(view, meeting)}</span>
        </li>
      ))}
    </ul>
  );
}

function Reminder({ view, text }: { readonly view: View; readonly text: string }) {
  const s = view.words('home');
  return (
    <section class="panel" aria-labelledby="reminder">
      <h2 id="reminder">{s('reminder.title')}</h2>
      <p id="reminder-hint">{s('reminder.lead')}</p>
      <textarea readOnly rows={6} lang="vi" aria-labelledby="reminder" aria-describedby="reminder-hint">
        {text}
      </textarea>
      <p>
        <a href={placeLinks.groups()}>{s('reminder.codes')}</a>
      </p>
    </section>
  );
}
