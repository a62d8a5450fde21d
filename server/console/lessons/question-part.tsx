import type { QuestionFigures, ShownCount } from '../../lessons/model';
import { ScrollBox } from '../components/scroll-box';
import type { View } from '../view';
import { lessonTexts, tenthsOf } from './lesson-texts';

type Props = {
  readonly view: View;
  readonly question: QuestionFigures;
  readonly number: number;
  readonly finished: ShownCount | undefined;
};

/** How hard a question is, how well it parts those who know, and what was chosen instead of the right answer. */
export function QuestionPart({ view, question, number, finished }: Props) {
  const say = view.words('lessons');
  const { measure, text } = question;
  const texts = lessonTexts(view);
  const name = say('question', { number });
  return (
    <section aria-labelledby={`question-${number}`}>
      <h3 id={`question-${number}`}>
        {name}: {text}
      </h3>
      {measure === undefined ? (
        <p class="soft">{say('unmeasured')}</p>
      ) : (
        <p>
          {say('measure', {
            ...{ share: texts.difficulty(measure), hard: texts.difficultyWord(measure) },
            ...{ people: view.format.number(measure.of), day: view.format.day(measure.day) },
          })}{' '}
          {measure.discrimination === undefined
            ? say('alike')
            : say('parts', { value: texts.discrimination(measure), word: texts.discriminationWord(measure) })}
        </p>
      )}
      <ScrollBox view={view} label={name}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('head.answer')}</th>
              <th scope="col" class="figure">
                {say('head.people')}
              </th>
              <th scope="col" class="figure">
                {say('head.share')}
              </th>
              <th scope="col">{say('head.bar')}</th>
            </tr>
          </thead>
          <tbody>
            {question.answers.map((answer) => (
              <tr key={answer.choice}>
                <th scope="row">
                  {texts.answer(answer, question)} {answer.right ? <strong>({say('right')})</strong> : null}
                </th>
                <td class="figure">
                  {texts.count(answer.count)} <small>{texts.heldOn(answer.count)}</small>
                </td>
                <td class="figure">{texts.shareOf(answer.count, finished)}</td>
                <td class="bar-cell">
                  <ShareBar tenths={tenthsOf(answer.count, finished)} good={answer.right} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

/** Says nothing that the numbers beside it do not. */
export function ShareBar({ tenths, good = false }: { readonly tenths: number | undefined; readonly good?: boolean }) {
  if (tenths === undefined) return null;
  return (
    <svg class="bar bar-small" aria-hidden="true" width="100%" height="14">
      <rect class="bar-track" y="3" width="100%" height="8" rx="3" />
      <rect class={good ? 'bar-low bar-met' : 'bar-low'} y="3" width={`${tenths / 10}%`} height="8" rx="3" />
    </svg>
  );
}
