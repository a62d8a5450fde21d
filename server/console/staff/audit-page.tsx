import { auditActionNames, type TypedAuditQuery } from '../../staff/audit-query';
import type { StaffAccount } from '../../staff/list-staff';
import type { AuditPage as Found } from '../../staff/search-audit';
import { Field, SelectField } from '../components/form';
import { Layout } from '../components/layout';
import { ScrollBox } from '../components/scroll-box';
import type { View } from '../view';
import { staffLinks } from './links';

type AuditPageProps = {
  readonly view: View;
  readonly asked: TypedAuditQuery;
  readonly page: Found;
  readonly staff: readonly StaffAccount[];
};

/** The record of acts, the newest first, with the questions that found them in the address. */
export function AuditPage({ view, asked, page, staff }: AuditPageProps) {
  const s = view.words('staff');
  return (
    <Layout view={view} title={s('audit.title')} styles={['staff.css']}>
      <div class="stack">
        <div>
          <h1>{s('audit.title')}</h1>
          <p class="lead">{s('audit.lead')}</p>
        </div>
        <AuditForm view={view} asked={asked} staff={staff} />
        {page.rows.length === 0 ? <p class="notice">{s('audit.none')}</p> : <AuditTable view={view} page={page} staff={staff} />}
        <p class="row-actions">
          {page.next === undefined ? null : (
            <a class="button button-plain" href={staffLinks.audit(queryOf({ ...asked, before: page.next }))}>
              {s('audit.older')}
            </a>
          )}
          <a href={staffLinks.auditCheck()}>{s('audit.check')}</a>
        </p>
      </div>
    </Layout>
  );
}

function AuditForm({ view, asked, staff }: Pick<AuditPageProps, 'view' | 'asked' | 'staff'>) {
  const s = view.words('staff');
  const anybody = { value: '', label: s('audit.anybody') };
  const people = staff.map(({ id, name }) => ({ value: id, label: name }));
  const acts = auditActionNames
    .map((value) => ({ value, label: actText(s, value) }))
    .sort((one, other) => one.label.localeCompare(other.label, 'vi'));
  return (
    <form method="get" action={staffLinks.audit()} class="panel audit-form">
      <Field name="from" label={s('audit.from')}>
        {(described) => <input {...described} type="date" value={asked.from} />}
      </Field>
      <Field name="to" label={s('audit.to')}>
        {(described) => <input {...described} type="date" value={asked.to} />}
      </Field>
      <SelectField
        name="actor"
        label={s('audit.actor')}
        choices={[anybody, { value: 'cli', label: s('audit.cli') }, ...people]}
        value={asked.actor}
      />
      <SelectField
        name="action"
        label={s('audit.action')}
        choices={[{ value: '', label: s('audit.anything') }, ...acts]}
        value={asked.action}
      />
      <Field name="subject" label={s('audit.subject')}>
        {(described) => <input {...described} value={asked.subject} maxLength={200} />}
      </Field>
      <div class="row-actions">
        <button type="submit">{s('audit.submit')}</button>
        <a href={staffLinks.audit()}>{s('audit.clear')}</a>
      </div>
    </form>
  );
}

function AuditTable({ view, page, staff }: Pick<AuditPageProps, 'view' | 'page' | 'staff'>) {
  const s = view.words('staff');
  const names = new Map(staff.map(({ id, name }) => [id, name]));
  return (
    <ScrollBox view={view}>
      <table>
        <caption>{s('audit.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{s('audit.number')}</th>
            <th scope="col">{s('audit.when')}</th>
            <th scope="col">{s('audit.actor')}</th>
            <th scope="col">{s('audit.action')}</th>
            <th scope="col">{s('audit.subject')}</th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row) => (
            <tr key={row._id}>
              <td class="figure">{view.format.number(row._id)}</td>
              <td class="audit-when">{view.format.moment(row.at)}</td>
              <td>{row.actor === 'cli' ? s('audit.cli') : (names.get(row.actor) ?? <code>{row.actor}</code>)}</td>
              <td>{actText(s, row.action)}</td>
              <td class="kept-text">{names.get(row.subject) ?? row.subject}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** Whether the chain holds, from the first act to the last. */
export function AuditCheckPage({ view, broken }: { readonly view: View; readonly broken: number | undefined }) {
  const s = view.words('staff');
  return (
    <Layout view={view} title={s('audit.check')} styles={['staff.css']}>
      <div class="stack narrow">
        <h1>{s('audit.check')}</h1>
        <p class={broken === undefined ? 'notice' : 'notice notice-bad'} role={broken === undefined ? 'status' : 'alert'}>
          {broken === undefined ? s('cli.auditWhole') : s('audit.broken', { number: view.format.number(broken) })}
        </p>
        <p>
          <a href={staffLinks.audit()}>{s('form.back')}</a>
        </p>
      </div>
    </Layout>
  );
}

/** An act in words; one that has none yet by its own name. */
function actText(s: ReturnType<View['words']>, action: string): string {
  return s(`act.${action}`, { defaultValue: action });
}

function queryOf(asked: TypedAuditQuery): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
}
