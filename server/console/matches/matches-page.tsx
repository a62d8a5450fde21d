import type { Queue, QueuedMatch, QueueFilter, Side } from '../../matches/match-queue';
import { dayOf } from '../../reach/period';
import { matchScores, matchStates } from '../../storage/collections/probable-matches';
import { DoneNotice, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { matchLinks } from './links';

type Props = { readonly view: View; readonly queue: Queue; readonly filter: QueueFilter; readonly done: string | undefined };

/** Two lines of rosters that may be one person, side by side, with what speaks for it; somebody says which. */
export function MatchesPage({ view, queue, filter, done }: Props) {
  const say = view.words('matches');
  const { matches, next, count } = queue;
  return (
    <Layout view={view} title={say('title')} styles={['matches.css']}>
      <h1>{say('title')}</h1>
      <p class="lead">{say('lead')}</p>
      <DoneNotice text={done} />
      <FilterForm view={view} filter={filter} />
      {filter.organisation === undefined ? null : (
        <p>
          <a href={matchLinks.queue({ ...filter, organisation: undefined, after: undefined })}>{say('everywhere')}</a>
        </p>
      )}
      <p class="soft">{say(count.more ? 'countMore' : 'count', { count: count.count })}</p>
      {matches.length === 0 ? <p class="panel">{say('none')}</p> : null}
      <div class="stack match-list">
        {matches.map((match) => (
          <Match key={match._id} view={view} match={match} filter={filter} />
        ))}
      </div>
      {next === undefined ? null : (
        <p>
          <a class="button" href={matchLinks.queue({ ...filter, after: next })}>
            {say('next')}
          </a>
        </p>
      )}
      <p class="note">{say('note')}</p>
    </Layout>
  );
}

function FilterForm({ view, filter }: Pick<Props, 'view' | 'filter'>) {
  const say = view.words('matches');
  return (
    <form class="form match-filter" method="get" action={matchLinks.queue()} aria-label={say('filter.title')}>
      {filter.organisation === undefined ? null : <input type="hidden" name="organisation" value={filter.organisation} />}
      <label for="state">{say('filter.state')}</label>
      <select id="state" name="state">
        {matchStates.map((state) => (
          <option key={state} value={state} selected={state === filter.state}>
            {say(`state.${state}`)}
          </option>
        ))}
      </select>
      <label for="score">{say('filter.score')}</label>
      <select id="score" name="score">
        <option value="">{say('filter.all')}</option>
        {matchScores.map((score) => (
          <option key={score} value={score} selected={score === filter.score}>
            {say(`score.${score}`)}
          </option>
        ))}
      </select>
      <button type="submit">{say('filter.apply')}</button>
    </form>
  );
}

const lines = ['name', 'phone', 'group', 'line', 'tail', 'listedAt'] as const;

function Match({ view, match, filter }: { readonly view: View; readonly match: QueuedMatch; readonly filter: QueueFilter }) {
  const say = view.words('matches');
  const { _id, organisation, place, reasons, score, state, sides } = match;
  return (
    <article class="panel" aria-labelledby={`match-${_id}`}>
      <h2 id={`match-${_id}`}>
        {say('heading', { score: say(`score.${score}`) })} <small>{_id.slice(0, 6)}</small>
      </h2>
      <p>
        <a href={matchLinks.queue({ state: filter.state, organisation })}>{place}</a>
        {'. '}
        {reasons.map((reason) => say(`reason.${reason}`)).join(' ')}
      </p>
      <table class="match">
        <thead>
          <tr>
            <td />
            {sides.map(({ code }, index) => (
              <th key={code} scope="col">
                {say('side', { number: index + 1 })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line}>
              <th scope="row">{say(`line.${line}`)}</th>
              {sides.map((side) => (
                <td key={side.code}>{textOf(view, side, line)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <PostForm view={view} action={matchLinks.decide(_id)} class="row-actions">
        <input type="hidden" name="back" value={matchLinks.queue(filter)} />
        {actsFor(state).map((act) => (
          <button key={act} type="submit" name="state" value={act} class={act === 'left' || act === 'open' ? 'button-plain' : undefined}>
            {say(`act.${act}`)}
          </button>
        ))}
      </PostForm>
    </article>
  );
}

/** What was said can be taken back, and is not said again. */
function actsFor(state: QueuedMatch['state']) {
  if (state === 'same' || state === 'different') return ['open'] as const;
  return state === 'left' ? (['same', 'different'] as const) : (['same', 'different', 'left'] as const);
}

function textOf(view: View, side: Side, line: (typeof lines)[number]): string {
  if (line === 'listedAt') return side.listedAt === undefined ? '–' : view.format.day(dayOf(side.listedAt));
  if (line === 'name') return side.name ?? view.words('matches')('noName');
  const value = side[line];
  return value === undefined ? '–' : String(value);
}
