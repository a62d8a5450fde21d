import { rowKey } from '../../rosters/decisions';
import type { DryRun } from '../../rosters/dry-run';
import type { JudgedRow } from '../../rosters/judged-row';
import type { SkippedRow } from '../../rosters/rows/listed-row';
import type { RosterImport } from '../../storage/collections/roster-imports';
import { FaultSummary, type Faults, Field, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { rosterLinks } from './links';
import type { Place } from './roster-place';

export const rowStatuses = ['broken', 'probable', 'new', 'matched', 'skipped'] as const;
export type ShownStatus = (typeof rowStatuses)[number];
export const rowsPerPage = 100;

type DryRunProps = {
  readonly view: View;
  readonly place: Place;
  readonly row: RosterImport;
  readonly dry: DryRun;
  readonly status: ShownStatus;
  readonly page: number;
  readonly upload?: string | undefined; // while its file is still there
  readonly mayMakeGroups: boolean;
  readonly today: string;
  readonly lastDay: string;
  readonly faults: Faults;
};

/** What a roster would do, row by row with the reason, and the one button that writes. */
export function DryRunPage(props: DryRunProps) {
  const { view, place, row, dry, status, faults, today, lastDay } = props;
  const r = view.words('roster-pages');
  const { organisation } = place;
  return (
    <Layout view={view} title={r('dry.title')} styles={['places.css']}>
      <div class="stack">
        <div>
          <p>
            <a href={rosterLinks.organisation(organisation._id, place.group?._id)}>{r('title', { name: organisation.name })}</a>
          </p>
          <h1>{r('dry.title')}</h1>
          <p class="lead">{r('dry.counts', { ...dry.counts })}</p>
          <FaultSummary title={r('faults')} faults={faults} />
          {dry.unread.length === 0 ? null : (
            <p class="soft">{r('dry.unread', { columns: dry.unread.map(({ heading }) => heading).join(', ') })}</p>
          )}
        </div>
        <MissingGroups {...props} />
        <PostForm view={view} action={rosterLinks.confirm(organisation._id, row._id)} class="stack">
          <Tabs {...props} />
          {status === 'skipped' ? <SkippedTable {...props} /> : <RowTable {...props} />}
          <Pages {...props} />
          <section class="panel narrow">
            <Field name="lastDay" label={r('dry.expires')} faults={faults}>
              {(described) => <input {...described} type="date" min={today} value={lastDay} required />}
            </Field>
            <p>{r('dry.confirmLead', { count: view.format.number(dry.counts.new) })}</p>
            {dry.counts.probable === 0 ? null : <p>{r('dry.more', { count: view.format.number(dry.counts.probable) })}</p>}
            <p class="field-hint">{r('dry.until', { at: view.format.moment(row.expiresAt ?? row.stagedAt) })}</p>
            <button type="submit">{r('dry.confirm')}</button>
            <p>
              <a href={rosterLinks.import(organisation._id, row._id)}>{r('dry.progressLink')}</a>
            </p>
          </section>
        </PostForm>
        <PostForm view={view} action={rosterLinks.undo(organisation._id, row._id)} class="">
          <button type="submit" class="small danger">
            {r('dry.cancel')}
          </button>
        </PostForm>
      </div>
    </Layout>
  );
}

function MissingGroups({ view, place, dry, upload, mayMakeGroups }: DryRunProps) {
  const r = view.words('roster-pages');
  if (dry.unknownGroups.length === 0) return null;
  return (
    <section class="panel narrow">
      <p>{r('dry.unknownGroups', { groups: dry.unknownGroups.join(', ') })}</p>
      {mayMakeGroups && upload !== undefined ? (
        <PostForm view={view} action={rosterLinks.makeGroups(place.organisation._id, upload)} class="">
          {dry.unknownGroups.map((name) => (
            <input key={name} type="hidden" name="names" value={name} />
          ))}
          <button type="submit">{r('dry.makeGroups')}</button>
        </PostForm>
      ) : null}
    </section>
  );
}

function Tabs({ view, place, row, dry, status, upload }: DryRunProps) {
  const r = view.words('roster-pages');
  const say = view.words('rosters');
  return (
    <nav class="tabs" aria-label={r('dry.tabs')}>
      {rowStatuses.map((one) => (
        <a
          key={one}
          href={rosterLinks.import(place.organisation._id, row._id, { status: one, upload })}
          aria-current={one === status ? 'page' : undefined}
        >
          {say(`status.${one}`)} ({view.format.number(dry.counts[one])})
        </a>
      ))}
    </nav>
  );
}

function RowTable({ view, dry, status, page }: DryRunProps) {
  const r = view.words('roster-pages');
  const rows = pageOf(
    dry.rows.filter((one) => one.status === status),
    page,
  );
  if (rows.length === 0) return <p class="soft">{r('dry.empty')}</p>;
  const heads = [r('dry.name'), r('dry.line'), r('dry.group'), r('dry.reason'), ...(status === 'probable' ? [r('dry.decision')] : [])];
  return (
    <table class="places">
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
        {rows.map((judged) => (
          <tr key={rowKey(judged.row)}>
            <th scope="row">{judged.row.name === '' ? '–' : judged.row.name}</th>
            <td data-head={r('dry.line')}>{judged.row.line}</td>
            <td data-head={r('dry.group')}>{judged.row.group ?? '–'}</td>
            <td data-head={r('dry.reason')}>{reasonOf(view, judged)}</td>
            {status === 'probable' ? (
              <td data-head={r('dry.decision')}>
                <DecisionChoice view={view} judged={judged} />
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function reasonOf(view: View, { reason, values, remarks }: JudgedRow): string {
  const say = view.words('rosters');
  return [say(`reasons.${reason}`, values), ...remarks.map((remark) => say(`remarks.${remark}`))].join(' ');
}

function DecisionChoice({ view, judged }: { readonly view: View; readonly judged: JudgedRow }) {
  const r = view.words('roster-pages');
  const choices = judged.entry === undefined ? (['leave-out', 'new'] as const) : (['leave-out', 'new', 'same'] as const);
  return (
    <select name={`decision:${rowKey(judged.row)}`} aria-label={r('dry.decideFor', { line: judged.row.line })}>
      {choices.map((choice) => (
        <option key={choice} value={choice}>
          {r(`dry.decide.${choice}`)}
        </option>
      ))}
    </select>
  );
}

function SkippedTable({ view, dry, page }: DryRunProps) {
  const r = view.words('roster-pages');
  const say = view.words('rosters');
  const rows: readonly SkippedRow[] = pageOf(dry.skipped, page);
  if (rows.length === 0) return <p class="soft">{r('dry.empty')}</p>;
  return (
    <table class="places">
      <thead>
        <tr>
          <th scope="col">{r('dry.line')}</th>
          <th scope="col">{r('dry.reason')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ sheet, line, reason }) => (
          <tr key={`${sheet} ${line}`}>
            <th scope="row">{line}</th>
            <td data-head={r('dry.reason')}>{say(`skipped.${reason}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Pages({ view, place, row, dry, status, page, upload }: DryRunProps) {
  const r = view.words('roster-pages');
  const pages = Math.ceil(dry.counts[status] / rowsPerPage);
  if (pages <= 1) return null;
  const to = (number: number) => rosterLinks.import(place.organisation._id, row._id, { status, page: `${number}`, upload });
  return (
    <p class="row-actions">
      {page > 1 ? <a href={to(page - 1)}>{r('dry.previous')}</a> : null}
      <span>{r('dry.page', { page: view.format.number(page), pages: view.format.number(pages) })}</span>
      {page < pages ? <a href={to(page + 1)}>{r('dry.next')}</a> : null}
    </p>
  );
}

function pageOf<T>(rows: readonly T[], page: number): readonly T[] {
  return rows.slice((page - 1) * rowsPerPage, page * rowsPerPage);
}
