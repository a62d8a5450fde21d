import { openQueries } from '../../meetings/meeting-rules';
import { isConfirmed, isReady } from '../../meetings/record-meeting';
import type { MeetingQuery } from '../../storage/collections/meetings';
import { Field, PostForm } from '../components/form';
import { meetingLinks } from './links';
import type { MeetingPageProps } from './meeting-page-props';

/** The second person's word: what they vouch for, or why it is not theirs to give. */
export function ConfirmPanel({ view, meeting, lists, mayConfirm }: MeetingPageProps) {
  const s = view.words('meetings');
  if (lists.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="step-confirm">
      <h2 id="step-confirm">{s('confirm.title')}</h2>
      {isConfirmed(lists) ? (
        <p>
          <span class="state state-good">{s('confirm.done')}</span>
        </p>
      ) : !isReady(meeting, lists) ? (
        <p>{s('confirm.notReady')}</p>
      ) : !mayConfirm ? (
        <p>{s('confirm.ownWork')}</p>
      ) : (
        <PostForm view={view} action={meetingLinks.confirm(meeting._id)}>
          <p>{s('confirm.lead')}</p>
          <button type="submit">{s('confirm.submit')}</button>
        </PostForm>
      )}
    </section>
  );
}

/** What does not look right, first on the page: until it is cleared nothing of the meeting is sure. */
export function QueryPanels({ view, meeting, mayClear }: MeetingPageProps) {
  const s = view.words('meetings');
  return (
    <>
      {openQueries(meeting).map((query, index) => (
        <section key={query.fact} class="panel notice-bad" aria-labelledby={`query-${index}`}>
          <h2 id={`query-${index}`}>{s(`query.${query.kind}.title`)}</h2>
          <p>{s(`query.${query.kind}.text`, valuesOf(query))}</p>
          {mayClear ? (
            <PostForm view={view} action={meetingLinks.clear(meeting._id)}>
              <input type="hidden" name="fact" value={query.fact} />
              <Field name={`reason${index}`} label={s('query.reason')}>
                {(described) => <input {...described} name="reason" required maxLength={300} />}
              </Field>
              <button type="submit">{s('query.clear')}</button>
            </PostForm>
          ) : (
            <p>{s('query.whoClears')}</p>
          )}
        </section>
      ))}
    </>
  );
}

function valuesOf({ kind, fact }: MeetingQuery): Readonly<Record<string, string>> {
  const [named = '', people = ''] = kind === 'over-headcount' ? fact.split('>') : [];
  return { named, people };
}
