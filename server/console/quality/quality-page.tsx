import type { Counted } from '../../matches/match-queue';
import { type QualityFilter, type QualityRow, qualityKinds } from '../../quality/quality-rows';
import { isOutside } from '../../queries/clear-query';
import type { Bounds } from '../../storage/within';
import { DoneNotice, Field, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import { ScrollBox } from '../components/scroll-box';
import { matchLinks } from '../matches/links';
import type { View } from '../view';
import { qualityLinks } from './links';
import { hrefOf, rowTexts } from './row-texts';

type Props = {
  readonly view: View;
  readonly bounds: Bounds;
  readonly filter: QualityFilter;
  readonly rows: readonly QualityRow[];
  readonly undecided: Counted; // pairs of people who may be one
  readonly done: boolean;
};

/** Everything that does not look right, what to do about it, and who may clear it. */
export function QualityPage({ view, bounds, filter, rows, undecided, done }: Props) {
  const say = view.words('quality');
  return (
    <Layout view={view} title={say('title')} styles={['denominators.css']}>
      <h1>{say('title')}</h1>
      <p class="lead">{say('lead')}</p>
      <DoneNotice text={done ? say('done') : undefined} />
      <FilterForm view={view} filter={filter} />
      {rows.length === 0 ? <p class="soft">{say('none')}</p> : <Table view={view} bounds={bounds} rows={rows} />}
      <p class="export">
        <a class="button" href={qualityLinks.export(filter)} download>
          {say('export')}
        </a>
        <span>{say('rows', { count: rows.length })}</span>
      </p>
      <p class="note">
        {say(undecided.more ? 'duplicatesMore' : 'duplicates', { count: undecided.count })}{' '}
        <a href={matchLinks.queue()}>{say('duplicatesLink')}</a>
      </p>
    </Layout>
  );
}

function FilterForm({ view, filter }: Pick<Props, 'view' | 'filter'>) {
  const say = view.words('quality');
  return (
    <form class="form register-search" method="get" action={qualityLinks.page()} aria-label={say('filter.title')}>
      <label for="kind">{say('filter.kind')}</label>
      <select id="kind" name="kind">
        <option value="">{say('filter.all')}</option>
        {qualityKinds.map((kind) => (
          <option key={kind} value={kind} selected={kind === filter.kind}>
            {say(`kind.${kind}.title`)}
          </option>
        ))}
      </select>
      <label for="state">{say('filter.state')}</label>
      <select id="state" name="state">
        {(['open', 'cleared', 'all'] as const).map((state) => (
          <option key={state} value={state} selected={state === filter.state}>
            {say(`filter.${state}`)}
          </option>
        ))}
      </select>
      <label for="q">{say('filter.place')}</label>
      <input id="q" name="q" type="search" value={filter.q} maxLength={100} />
      <button type="submit">{say('filter.apply')}</button>
    </form>
  );
}

function Table({ view, bounds, rows }: Pick<Props, 'view' | 'bounds' | 'rows'>) {
  const say = view.words('quality');
  return (
    <ScrollBox view={view}>
      <table class="quality">
        <thead>
          <tr>
            {(['kind', 'place', 'population', 'people', 'day', 'state', 'act'] as const).map((head) => (
              <th key={head} scope="col" class={head === 'people' ? 'figure' : undefined}>
                {say(`head.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.kind} ${row.code} ${row.day} ${JSON.stringify(row.remedy)}`} view={view} bounds={bounds} row={row} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Row({ view, bounds, row }: Pick<Props, 'view' | 'bounds'> & { readonly row: QualityRow }) {
  const texts = rowTexts(view, row);
  const href = hrefOf(row);
  return (
    <tr>
      <th scope="row">
        {texts.kind}
        <br />
        <small>{texts.about}</small>
      </th>
      <td>
        {row.place}
        <br />
        <small>{row.code}</small>
      </td>
      <td>{texts.population}</td>
      <td class="figure">{texts.people}</td>
      <td>{texts.day}</td>
      <td>
        <span class={row.isOpen ? 'state state-warn' : 'state state-good'}>{texts.state}</span>
      </td>
      <td>
        {href === undefined ? texts.act : <a href={href}>{texts.act}</a>}
        <br />
        <small>{texts.who}</small>
        {row.isOpen && row.remedy.at === 'query' && isOutside(bounds) ? <Clear view={view} id={row.remedy.id} place={row.place} /> : null}
      </td>
    </tr>
  );
}

function Clear({ view, id, place }: { readonly view: View; readonly id: string; readonly place: string }) {
  const say = view.words('quality');
  return (
    <details>
      <summary>{say('clear.open', { place })}</summary>
      <PostForm view={view} action={qualityLinks.clear(id)}>
        <Field name="reason" label={say('clear.reason')}>
          {({ id: _, ...described }) => (
            <input {...described} id={`reason-${id}`} aria-label={say('clear.reason')} maxLength={300} required />
          )}
        </Field>
        <button type="submit">{say('clear.act')}</button>
      </PostForm>
    </details>
  );
}
