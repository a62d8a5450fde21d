import type { ComponentChildren } from 'preact';
import { fold } from '../../../courses/search/fold';
import type { MissingRow, RegisterRow } from '../../denominators/register';
import type { DenominatorProposal } from '../../storage/collections/denominator-proposals';
import type { DenominatorRow } from '../../storage/collections/denominators';
import type { View } from '../view';
import { type Asked, denominatorLinks } from './links';

const perPage = 100;

type CurrentProps = { readonly view: View; readonly rows: readonly RegisterRow[]; readonly asked: Asked };

/** Of each place and population the paper that counts. */
export function CurrentTable({ view, rows, asked }: CurrentProps) {
  const d = view.words('denominators');
  const p = view.words('places');
  const { format } = view;
  const found = rows.filter(({ name, node }) => matches(asked.q, name, node));
  return (
    <Paged view={view} asked={asked} count={found.length} heads={['place', 'population', 'people', 'asOf', 'source']}>
      {pageOf(found, asked).map(({ _id, name, node, population, people, asOf, stale, issuer, document, method, proposal, measure }) => (
        <tr key={_id}>
          <th scope="row">
            {proposal === undefined ? name : <a href={denominatorLinks.proposal(proposal)}>{name}</a>}
            <br />
            <small>{node}</small>
          </th>
          <td>
            {p(`population.${population}`)}
            <MeasureNote view={view} measure={measure} />
          </td>
          <td class="figure">{format.number(people)}</td>
          <td>
            {format.day(asOf)}
            {stale ? (
              <>
                {' '}
                <a class="state state-warn" href={denominatorLinks.enter({ place: node, population })}>
                  {d('isStale')}
                </a>
              </>
            ) : null}
          </td>
          <td>
            {issuer}, {document}
            <br />
            <small>{method}</small>
          </td>
        </tr>
      ))}
    </Paged>
  );
}

/** Said only where it is not the usual kind of count. */
export function MeasureNote({ view, measure }: { readonly view: View; readonly measure: DenominatorRow['measure'] }) {
  if (measure === undefined) return null;
  return (
    <>
      <br />
      <small>{view.words('denominators')(`measure.${measure}`)}</small>
    </>
  );
}

/** What an enterprise's number is the sum of. */
export function WorkforceNote({ view, workforce }: { readonly view: View; readonly workforce: DenominatorProposal['workforce'] }) {
  if (workforce === undefined) return null;
  const { format } = view;
  const { direct, agency, seasonal } = workforce;
  const parts = { direct: format.number(direct), agency: format.number(agency), seasonal: format.number(seasonal) };
  return (
    <>
      <br />
      <small>{view.words('workforce')('sumOf', parts)}</small>
    </>
  );
}

type MissingProps = { readonly view: View; readonly rows: readonly MissingRow[]; readonly asked: Asked };

/** Organisations of which nobody has said how many people they have. */
export function MissingTable({ view, rows, asked }: MissingProps) {
  const d = view.words('denominators');
  const p = view.words('places');
  const found = rows.filter(({ organisation }) => matches(asked.q, organisation.name, organisation._id));
  return (
    <Paged view={view} asked={asked} count={found.length} heads={['place', 'population', 'act']}>
      {pageOf(found, asked).map(({ organisation: { _id, name }, population }) => (
        <tr key={`${_id} ${population}`}>
          <th scope="row">
            {name}
            <br />
            <small>{_id}</small>
          </th>
          <td>{p(`population.${population}`)}</td>
          <td>
            <a href={denominatorLinks.enter({ place: _id, population })} aria-label={d('enterOf', { name })}>
              {d('enter')}
            </a>
          </td>
        </tr>
      ))}
    </Paged>
  );
}

type PagedProps = {
  readonly view: View;
  readonly asked: Asked;
  readonly count: number;
  readonly heads: readonly string[];
  readonly children: ComponentChildren;
};

function Paged({ view, asked, count, heads, children }: PagedProps) {
  const d = view.words('denominators');
  const to = (page: number) => denominatorLinks.register({ show: asked.show, q: asked.q, page: String(page) });
  return (
    <>
      <form class="form register-search" method="get" action={denominatorLinks.register()}>
        <input type="hidden" name="show" value={asked.show} />
        <label for="q">{d('search')}</label>
        <input id="q" name="q" type="search" value={asked.q} maxLength={100} />
        <button type="submit">{d('find')}</button>
      </form>
      {count === 0 ? (
        <p class="soft">{d(asked.q === '' ? `none.${asked.show}` : 'none.search')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard
        <section class="scroll" aria-label={d(`part.${asked.show}`)} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col" class={head === 'people' ? 'figure' : undefined}>
                    {d(`head.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </section>
      )}
      <p class="row-actions">
        {asked.page > 1 ? <a href={to(asked.page - 1)}>{d('previous')}</a> : null}
        {count > asked.page * perPage ? <a href={to(asked.page + 1)}>{d('next')}</a> : null}
      </p>
    </>
  );
}

function matches(q: string, ...texts: readonly string[]): boolean {
  const wanted = fold(q);
  return wanted === '' || texts.some((text) => fold(text).includes(wanted));
}

function pageOf<T>(rows: readonly T[], { page }: Asked): readonly T[] {
  return rows.slice((page - 1) * perPage, page * perPage);
}
