import { Field, PostForm } from '../components/form';
import { meetingLinks } from './links';
import type { MeetingPageProps } from './meeting-page-props';

/** The signed headcount and, where several share the meeting, what falls to each. */
export function HeadcountPanel({ view, meeting, faults }: MeetingPageProps) {
  const s = view.words('meetings');
  const { shares } = meeting;
  return (
    <section class="panel" aria-labelledby="step-headcount">
      <h2 id="step-headcount">{s('headcount.title')}</h2>
      <p>{s('headcount.lead')}</p>
      <PostForm view={view} action={meetingLinks.headcount(meeting._id)}>
        <Field name="people" label={s('headcount.people')} faults={faults}>
          {(described) => <input {...described} type="number" inputMode="numeric" min={1} max={100_000} value={meeting.people} required />}
        </Field>
        {shares.length < 2
          ? null
          : shares.map(({ name, population, headcount, organisation }, index) => (
              <Field
                key={`${organisation} ${population}`}
                name={`share${index}`}
                label={s('headcount.share', { name, population: s(`population.${population}`) })}
                hint={index === 0 ? s('headcount.shareHint') : undefined}
              >
                {(described) => <input {...described} type="number" inputMode="numeric" min={0} max={100_000} value={headcount} />}
              </Field>
            ))}
        <button type="submit">{s('headcount.submit')}</button>
      </PostForm>
    </section>
  );
}
