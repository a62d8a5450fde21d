import type { Summary } from '../../meetings/summary';
import { DoneNotice, FaultSummary } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { ConfirmPanel, QueryPanels } from './confirm-panel';
import { FilesPanel } from './files-panel';
import { HeadcountPanel } from './headcount-panel';
import { meetingLinks } from './links';
import { ListsPanel } from './lists-panel';
import type { MeetingPageProps } from './meeting-page-props';
import { whenText } from './when-text';

const doneTexts = new Set(['planned', 'counted', 'confirmed', 'own-work', 'incomplete', 'cleared', 'file', 'saved', 'not-cancelled']);

/** One meeting from plan to figure, in the order in which it is done. */
export function MeetingPage(props: MeetingPageProps) {
  const { view, meeting, hosts, done, faults } = props;
  const s = view.words('meetings');
  return (
    <Layout view={view} title={meeting.title} styles={['meetings.css']}>
      <div class="stack narrow">
        <div>
          <p>
            <a href={meetingLinks.all()}>{s('list.title')}</a>
          </p>
          <h1>{meeting.title}</h1>
          <DoneNotice text={done !== undefined && doneTexts.has(done) ? s(`done.${done}`) : undefined} />
          <FaultSummary title={s('fault.summary')} faults={faults} />
          <Facts {...props} />
        </div>
        {meeting.cancelled === undefined ? <Steps {...props} /> : <p class="notice notice-bad">{s('state.cancelled')}</p>}
        {hosts && mayCancel(props) ? <Cancel view={view} id={meeting._id} /> : null}
      </div>
    </Layout>
  );
}

function Facts({ view, meeting }: MeetingPageProps) {
  const s = view.words('meetings');
  const facts = [
    [s('plan.when'), whenText(view, meeting)],
    [s('plan.place'), meeting.place],
    [s('plan.parts'), meeting.parts.map((part) => s(`part.${part}`)).join('; ')],
    [s('plan.shares'), meeting.shares.map(({ name, population }) => `${name}: ${s(`population.${population}`)}`).join('; ')],
    ...(meeting.speaker === '' ? [] : [[s('plan.speaker'), meeting.speaker]]),
  ];
  return (
    <dl class="meeting-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Steps(props: MeetingPageProps) {
  const { view, meeting, hosts, summary } = props;
  return (
    <>
      {hosts ? <QueryPanels {...props} /> : null}
      <Prepare view={view} id={meeting._id} hasGroups={meeting.groups.length > 0} hosts={hosts} />
      {hosts ? <HeadcountPanel {...props} /> : null}
      <ListsPanel {...props} />
      {hosts ? <ConfirmPanel {...props} /> : null}
      {hosts ? (
        <Counted view={view} summary={summary} unnamed={Math.max(0, (meeting.people ?? 0) - summary.counted - summary.held)} />
      ) : null}
      {hosts ? <FilesPanel {...props} /> : null}
    </>
  );
}

function Prepare({
  view,
  id,
  hasGroups,
  hosts,
}: {
  readonly view: View;
  readonly id: string;
  readonly hasGroups: boolean;
  readonly hosts: boolean;
}) {
  const s = view.words('meetings');
  return (
    <section class="panel" aria-labelledby="step-prepare">
      <h2 id="step-prepare">{s('prepare.title')}</h2>
      <p>{s('prepare.lead')}</p>
      <ul class="plain">
        {hasGroups ? (
          <li>
            <a href={meetingLinks.sheet(id)}>{s('prepare.sheet')}</a>
          </li>
        ) : null}
        {hosts ? (
          <>
            <li>
              <a href={meetingLinks.minutes(id)}>{s('prepare.minutes')}</a>
            </li>
            <li>
              <a href={meetingLinks.screen(id)}>{s('prepare.screen')}</a>
            </li>
          </>
        ) : null}
      </ul>
    </section>
  );
}

function Counted({ view, summary, unnamed }: { readonly view: View; readonly summary: Summary; readonly unnamed: number }) {
  const s = view.words('meetings');
  const { number } = view.format;
  return (
    <section class="panel" aria-labelledby="step-counted">
      <h2 id="step-counted">{s('counted.title')}</h2>
      <dl class="meeting-facts">
        {(['counted', 'held', 'waiting', 'checkedIn'] as const).map((key) => (
          <div key={key}>
            <dt>{s(`counted.${key}`)}</dt>
            <dd data-count={key}>{number(summary[key])}</dd>
          </div>
        ))}
        <div>
          <dt>{s('counted.unnamed')}</dt>
          <dd data-count="unnamed">{number(unnamed)}</dd>
        </div>
      </dl>
      <p class="field-hint">{s('counted.note')}</p>
    </section>
  );
}

function mayCancel({ meeting, lists }: MeetingPageProps): boolean {
  return meeting.cancelled === undefined && meeting.people === undefined && lists.length === 0;
}

function Cancel({ view, id }: { readonly view: View; readonly id: string }) {
  return (
    <form method="post" action={meetingLinks.cancel(id)}>
      <input type="hidden" name="csrf" value={view.csrfToken} />
      <button type="submit" class="danger small">
        {view.words('meetings')('cancel')}
      </button>
    </form>
  );
}
