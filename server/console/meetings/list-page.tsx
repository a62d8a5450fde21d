import type { Group } from '../../storage/collections/groups';
import type { Meeting } from '../../storage/collections/meetings';
import { DoneNotice, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import { meetingLinks } from './links';
import { TickForm, type TickFormProps } from './tick-form';
import { whenText } from './when-text';

type Props = TickFormProps & {
  readonly meeting: Meeting;
  readonly group: Group;
  readonly done?: string | undefined;
  readonly monitorLink?: string | undefined; // shown once
};

const doneTexts = new Set(['saved', 'file', 'file-none', 'file-bad']);

/** One class of a meeting on the phone of whoever stands at the door. */
export function ListPage(props: Props) {
  const { view, meeting, group, done, monitorLink } = props;
  const s = view.words('meetings');
  return (
    <Layout view={view} title={group.name} styles={['meetings.css']} script="meeting-ticks.js">
      <div class="stack narrow">
        <div>
          <p>
            <a href={meetingLinks.one(meeting._id)}>{meeting.title}</a>
          </p>
          <h1>{s('tick.title', { group: group.name })}</h1>
          <p>{whenText(view, meeting)}</p>
          <DoneNotice text={done !== undefined && doneTexts.has(done) ? s(`done.${done}`) : undefined} />
          <p class="lead">{s('tick.lead')}</p>
        </div>
        <TickForm {...props} />
        <section class="panel">
          <h2>{s('monitor.title')}</h2>
          <p>{s('monitor.lead')}</p>
          {monitorLink === undefined ? null : (
            <div class="notice" role="status">
              <p>{s('monitor.handOver')}</p>
              <p class="secret">
                <code>{monitorLink}</code>
              </p>
            </div>
          )}
          <PostForm view={view} action={meetingLinks.monitor(meeting._id, group._id)}>
            <button type="submit" class="small">
              {s('monitor.make')}
            </button>
          </PostForm>
        </section>
        <section class="panel">
          <h2>{s('listFile.title')}</h2>
          <p>{s('listFile.lead')}</p>
          <form method="post" action={meetingLinks.listFile(meeting._id, group._id)} encType="multipart/form-data" class="form">
            <input type="hidden" name="csrf" value={view.csrfToken} />
            <div class="field">
              <label for="field-file">{s('listFile.choose')}</label>
              <input id="field-file" type="file" name="file" accept=".csv,.txt,.xlsx" required />
            </div>
            <button type="submit" class="small">
              {s('listFile.submit')}
            </button>
          </form>
        </section>
      </div>
    </Layout>
  );
}
