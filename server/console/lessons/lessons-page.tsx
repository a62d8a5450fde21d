import type { LessonFigures } from '../../lessons/model';
import { times } from '../../lessons/passages';
import { Layout } from '../components/layout';
import { ScrollBox } from '../components/scroll-box';
import type { View } from '../view';
import { hardestOf } from './hardest-of';
import { lessonTexts } from './lesson-texts';
import { type LessonFilter, lessonLinks } from './links';

type Props = {
  readonly view: View;
  readonly filter: LessonFilter;
  readonly rows: readonly LessonFigures[];
  readonly courses: readonly { readonly id: string; readonly title: string }[];
};

/** Every lesson that was taken, version by version. */
export function LessonsPage({ view, filter, rows, courses }: Props) {
  const say = view.words('lessons');
  return (
    <Layout view={view} title={say('title')} styles={['denominators.css']}>
      <h1>{say('title')}</h1>
      <p class="lead">{say('lead')}</p>
      <FilterForm view={view} filter={filter} courses={courses} />
      <p>{say('shown', { times: say(`times.${filter.times}`) })}</p>
      {rows.length === 0 ? <p class="soft">{say('none')}</p> : <Table view={view} filter={filter} rows={rows} />}
      <p class="export">
        <a class="button" href={lessonLinks.listExport(filter)} download>
          {say('export')}
        </a>
        <span>{say('rows', { count: rows.length })}</span>
      </p>
      <Notes view={view} />
    </Layout>
  );
}

export function Notes({ view }: { readonly view: View }) {
  const say = view.words('lessons');
  return (
    <section aria-labelledby="notes">
      <h2 id="notes">{say('notes.title')}</h2>
      <ul class="notes">
        {(['started', 'times', 'small', 'measures', 'apart', 'night'] as const).map((note) => (
          <li key={note}>{say(`notes.${note}`)}</li>
        ))}
      </ul>
    </section>
  );
}

function FilterForm({ view, filter, courses }: Pick<Props, 'view' | 'filter' | 'courses'>) {
  const say = view.words('lessons');
  return (
    <form class="form register-search" method="get" action={lessonLinks.list()} aria-label={say('filter.title')}>
      <label for="course">{say('head.course')}</label>
      <select id="course" name="course">
        <option value="">{say('filter.all')}</option>
        {courses.map(({ id, title }) => (
          <option key={id} value={id} selected={id === filter.course}>
            {title}
          </option>
        ))}
      </select>
      <TimesChoice view={view} filter={filter} />
      <button type="submit">{say('filter.apply')}</button>
    </form>
  );
}

export function TimesChoice({ view, filter }: Pick<Props, 'view' | 'filter'>) {
  const say = view.words('lessons');
  return (
    <>
      <label for="times">{say('head.times')}</label>
      <select id="times" name="times">
        {times.map((one) => (
          <option key={one} value={one} selected={one === filter.times}>
            {say(`times.${one}`)}
          </option>
        ))}
      </select>
    </>
  );
}

function Table({ view, filter, rows }: Pick<Props, 'view' | 'filter' | 'rows'>) {
  const say = view.words('lessons');
  return (
    <ScrollBox view={view}>
      <table class="lessons">
        <thead>
          <tr>
            {(['lesson', 'course', 'version'] as const).map((head) => (
              <th key={head} scope="col">
                {say(`head.${head}`)}
              </th>
            ))}
            {(['started', 'finished', 'share'] as const).map((head) => (
              <th key={head} scope="col" class="figure">
                {say(`head.${head}`)}
              </th>
            ))}
            <th scope="col">{say('head.hardest')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row._id} view={view} filter={filter} row={row} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Row({ view, filter, row }: Pick<Props, 'view' | 'filter'> & { readonly row: LessonFigures }) {
  const say = view.words('lessons');
  const texts = lessonTexts(view);
  const hardest = hardestOf(row);
  return (
    <tr>
      <th scope="row">
        <a href={lessonLinks.one(row.lesson, { times: filter.times, version: row.version })}>
          {row.name}: {row.title}
        </a>
      </th>
      <td>{texts.course(row)}</td>
      <td>{texts.version(row)}</td>
      <td class="figure">
        {texts.count(row.started)} <small>{texts.heldOn(row.started)}</small>
      </td>
      <td class="figure">
        {texts.count(row.finished)} <small>{texts.heldOn(row.finished)}</small>
      </td>
      <td class="figure">{texts.shareOf(row.finished, row.started)}</td>
      <td>
        {hardest === undefined ? say('unknown') : say('hardest', { number: hardest.number, share: texts.difficulty(hardest.measure) })}
      </td>
    </tr>
  );
}
