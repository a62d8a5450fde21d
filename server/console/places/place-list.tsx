import type { ComponentChildren } from 'preact';
import type { View } from '../view';
import type { ListQuery } from './links';

type SearchProps = { readonly view: View; readonly query: ListQuery; readonly action: string };

/** A plain form whose answer is an address. */
export function SearchForm({ view, query, action }: SearchProps) {
  const p = view.words('places');
  return (
    <form class="search" method="get" action={action} aria-label={p('search.label')}>
      <label for="search-q">{p('search.label')}</label>
      <input id="search-q" name="q" type="search" value={query.q ?? ''} maxLength={100} />
      {query.area === undefined ? null : <input type="hidden" name="area" value={query.area} />}
      <div class="choice">
        <input id="search-closed" type="checkbox" name="closed" value="yes" checked={query.closed === 'yes'} />
        <label for="search-closed">{p('search.closed')}</label>
      </div>
      <div class="row-actions">
        <button type="submit">{p('search.submit')}</button>
        {query.q === undefined && query.closed === undefined ? null : <a href={action}>{p('search.clear')}</a>}
      </div>
    </form>
  );
}

type PagedProps = {
  readonly view: View;
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly ComponentChildren[])[];
  readonly next?: string | undefined;
  readonly first?: string | undefined; // where the list begins, on any page but the first
};

/** One page of a list; the first cell of a row is its name. */
export function PagedTable({ view, caption, heads, rows, next, first }: PagedProps) {
  const p = view.words('places');
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="scroll" aria-label={caption} tabIndex={0}>
        <table class="places">
          <caption>{caption}</caption>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...cells], index) => (
              <tr key={index}>
                <th scope="row">{name}</th>
                {cells.map((cell, at) => (
                  <td key={at} data-head={heads[at + 1]}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="row-actions">
        <span class="soft">{p('search.shown', { shown: view.format.number(rows.length) })}</span>
        {first === undefined ? null : <a href={first}>{p('search.first')}</a>}
        {next === undefined ? null : (
          <a class="button button-plain" href={next} rel="next">
            {p('search.next')}
          </a>
        )}
      </p>
    </>
  );
}

/** What stands where there is nothing: why, and what to do. */
export function Empty({ text, hint, children }: { readonly text: string; readonly hint?: string; readonly children?: ComponentChildren }) {
  return (
    <div class="panel empty">
      <p>
        <strong>{text}</strong>
      </p>
      {hint === undefined ? null : <p>{hint}</p>}
      {children === undefined ? null : <p class="row-actions">{children}</p>}
    </div>
  );
}
