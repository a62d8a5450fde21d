import { dayOf } from '../../reach/period';
import { SelectField } from '../components/form';
import { meetingLinks } from './links';
import type { MeetingPageProps } from './meeting-page-props';

/** Photos of the sheet and the minutes, kept sealed, and until when. */
export function FilesPanel({ view, meeting, files }: MeetingPageProps) {
  const s = view.words('meetings');
  return (
    <section class="panel" aria-labelledby="step-files">
      <h2 id="step-files">{s('files.title')}</h2>
      <p>{s('files.lead')}</p>
      <ul class="plain">
        {files.map(({ _id, kind, bytes, addedAt, deleteAfter }) => (
          <li key={_id}>
            <a href={meetingLinks.file(meeting._id, _id)}>
              {s(`files.${kind}`)}, {view.format.day(dayOf(addedAt))}
            </a>{' '}
            {s('files.until', { kilobytes: view.format.number(Math.ceil(bytes / 1024)), day: view.format.day(dayOf(deleteAfter)) })}
          </li>
        ))}
      </ul>
      <form method="post" action={meetingLinks.files(meeting._id)} encType="multipart/form-data" class="form">
        <input type="hidden" name="csrf" value={view.csrfToken} />
        <SelectField
          name="kind"
          label={s('files.kind')}
          choices={(['sheet', 'minutes'] as const).map((value) => ({ value, label: s(`files.${value}`) }))}
        />
        <div class="field">
          <label for="field-file">{s('files.choose')}</label>
          <input id="field-file" type="file" name="file" accept="image/jpeg,image/png,application/pdf" required />
        </div>
        <button type="submit">{s('files.submit')}</button>
      </form>
    </section>
  );
}
