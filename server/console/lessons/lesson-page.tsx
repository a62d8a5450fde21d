import type { LessonFigures } from '../../lessons/model';
import { Layout } from '../components/layout';
import { ScrollBox } from '../components/scroll-box';
import type { View } from '../view';
import { lessonTexts, tenthsOf } from './lesson-texts';
import { Notes, TimesChoice } from './lessons-page';
import { type LessonFilter, lessonLinks } from './links';
import { QuestionPart, ShareBar } from './question-part';

type Props = {
  readonly view: View;
  readonly filter: LessonFilter;
  readonly row: LessonFigures;
  readonly versions: readonly LessonFigures[]; // this one among them, newest first
};

/** One version of a lesson: who began and finished, where the others stopped, what was answered. */
export function LessonPage({ view, filter, row, versions }: Props) {
  const say = view.words('lessons');
  const texts = lessonTexts(view);
  const title = `${row.name}: ${row.title}`;
  return (
    <Layout view={view} title={title} styles={['denominators.css']}>
      <p>
        <a href={lessonLinks.list({ times: filter.times })}>{say('back')}</a>
      </p>
      <h1>{title}</h1>
      <VersionForm view={view} filter={filter} row={row} versions={versions} />
      <dl class="plan-facts">
        <Fact name={say('head.course')} value={texts.course(row)} />
        <Fact name={say('head.version')} value={texts.version(row)} />
        <Fact name={say('head.times')} value={say(`times.${row.times}`)} />
        <Fact name={say('head.started')} value={`${texts.count(row.started)} ${texts.heldOn(row.started)}`} />
        <Fact name={say('head.finished')} value={`${texts.count(row.finished)} ${texts.heldOn(row.finished)}`} />
        <Fact name={say('head.share')} value={texts.shareOf(row.finished, row.started)} />
        <Fact name={say('head.day')} value={view.format.day(row.day)} />
      </dl>
      <Stops view={view} row={row} />
      <h2>{say('questions')}</h2>
      {row.questions.map((question, place) => (
        <QuestionPart key={question.text} view={view} question={question} number={place + 1} finished={row.finished} />
      ))}
      <p class="export">
        <a class="button" href={lessonLinks.export(row.lesson, { times: row.times, version: row.version })} download>
          {say('export')}
        </a>
      </p>
      <Notes view={view} />
    </Layout>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function VersionForm({ view, filter, row, versions }: Props) {
  const say = view.words('lessons');
  const texts = lessonTexts(view);
  return (
    <form class="form register-search" method="get" action={lessonLinks.one(row.lesson)} aria-label={say('filter.title')}>
      <label for="version">{say('head.version')}</label>
      <select id="version" name="version">
        {versions.map((one) => (
          <option key={one.version} value={one.version} selected={one.version === row.version}>
            {texts.version(one)}
          </option>
        ))}
      </select>
      <TimesChoice view={view} filter={filter} />
      <button type="submit">{say('filter.apply')}</button>
    </form>
  );
}

/** The finding, the bars and the numbers they are drawn from. */
function Stops({ view, row }: Pick<Props, 'view' | 'row'>) {
  const say = view.words('lessons');
  const texts = lessonTexts(view);
  const heads = ['stoppedAt', 'people', 'share'] as const;
  return (
    <figure>
      <figcaption>
        <h2>{say('stops.title')}</h2>
        <p>{findingOf(view, row)}</p>
      </figcaption>
      <ScrollBox view={view} label={say('stops.title')}>
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col" class={head === 'stoppedAt' ? undefined : 'figure'}>
                  {say(`head.${head}`)}
                </th>
              ))}
              <th scope="col">{say('head.bar')}</th>
            </tr>
          </thead>
          <tbody>
            {row.questions.map(({ text, stopped }, place) => (
              <tr key={text}>
                <th scope="row">{say('question', { number: place + 1 })}</th>
                <td class="figure">
                  {texts.count(stopped)} <small>{texts.heldOn(stopped)}</small>
                </td>
                <td class="figure">{texts.shareOf(stopped, row.started)}</td>
                <td class="bar-cell">
                  <ShareBar tenths={tenthsOf(stopped, row.started)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </figure>
  );
}

function findingOf(view: View, { questions }: LessonFigures): string {
  const say = view.words('lessons');
  const known = questions.flatMap(({ stopped }, place) => (stopped === undefined ? [] : [{ number: place + 1, count: stopped.count }]));
  const most = known.sort((a, b) => b.count - a.count)[0];
  if (most === undefined || most.count === 0) return say(known.length === questions.length ? 'stops.nobody' : 'stops.few');
  return say('stops.most', { number: most.number, people: view.format.number(most.count) });
}
