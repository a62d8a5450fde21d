import { planLines } from '../../plans/plan-lines';
import type { PlanFile } from '../../reach/plan-file';
import type { PlanDraft } from '../../storage/collections/plan-drafts';
import { FaultSummary, type Faults, Field, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { IndicatorFields, ReportFields, TaskFields, type Typed } from './draft-fields';
import { ImportedPlan } from './imported-plan';
import { plansLinks } from './links';
import { targetWords } from './target-words';

export type DraftPageProps = {
  readonly view: View;
  readonly draft: PlanDraft;
  readonly file: PlanFile;
  readonly areaName: string;
  readonly writers: readonly string[];
  readonly typed: Typed;
  readonly faults: Faults;
  readonly outcome: string | undefined;
  readonly beingCounted: ReadonlySet<string>; // plan versions
};

/** A plan as far as it is written, and what is still to do before another may import it. */
export function DraftPage(props: DraftPageProps) {
  const { view, draft, file, areaName, writers, faults, outcome } = props;
  const { format } = view;
  const say = view.words('plans');
  return (
    <Layout view={view} title={file.title_vi ?? file.id} styles={['plans.css']}>
      <p>
        <a href={plansLinks.drafts()}>{say('drafts.title')}</a>
      </p>
      <h1>{file.title_vi ?? file.id}</h1>
      <p class="lead">
        {file.number}, {file.issuer}
        {file.issued === null ? null : `, ${format.day(file.issued)}`} · {file.period.from}–{file.period.to} · {areaName}
      </p>
      {outcome === undefined ? null : (
        <p class={outcome === 'done' ? 'notice' : 'notice notice-bad'} role={outcome === 'done' ? 'status' : 'alert'}>
          {say(`drafts.outcome.${outcome}`)}
        </p>
      )}
      <FaultSummary title={say('fault.title')} faults={faults} />
      <p class="soft">
        <span class="tag">{say(`drafts.state.${draft.state}`)}</span> {say('drafts.writers', { names: writers.join(', ') })}
      </p>
      <div class="stack">
        <Indicators {...props} />
        <Reports {...props} />
        <Tasks {...props} />
        <Steps {...props} />
      </div>
    </Layout>
  );
}

function Indicators({ view, draft, file, typed, faults }: DraftPageProps) {
  const say = view.words('plans');
  return (
    <section class="panel" aria-labelledby="indicators">
      <h2 id="indicators">{say('document.indicators', { count: file.indicators.length })}</h2>
      <ul>
        {planLines(file).map((line, index) => (
          <li key={line.id}>
            {line.id}: {line.about} – {say(`kind.${line.kind}`)}, {targetWords(say, view.format, line.target)}
            <Remove view={view} draft={draft} part="indicators" index={index} what={line.id} />
          </li>
        ))}
      </ul>
      {draft.state === 'draft' ? <IndicatorFields view={view} draft={draft} typed={typed} faults={faults} /> : null}
    </section>
  );
}

function Reports({ view, draft, file, typed, faults }: DraftPageProps) {
  const say = view.words('plans');
  return (
    <section class="panel" aria-labelledby="reports">
      <h2 id="reports">{say('drafts.reports')}</h2>
      <ul>
        {file.calendar.map((entry, index) => (
          <li key={`${entry.type} ${entry.by}`}>
            {say(`reportType.${entry.type}`)}: {entry.by} → {entry.to.join(', ')}
            {entry.before === undefined ? null : ` (${entry.before})`}
            <Remove view={view} draft={draft} part="calendar" index={index} what={entry.by} />
          </li>
        ))}
      </ul>
      {draft.state === 'draft' ? <ReportFields view={view} draft={draft} typed={typed} faults={faults} /> : null}
    </section>
  );
}

function Tasks({ view, draft, file, typed, faults }: DraftPageProps) {
  const say = view.words('plans');
  return (
    <section class="panel" aria-labelledby="tasks">
      <h2 id="tasks">{say('drafts.tasks', { count: file.tasks.length })}</h2>
      <ul>
        {file.tasks.map(({ section, text }, index) => (
          <li key={`${section} ${text}`}>
            {section}: {text}
            <Remove view={view} draft={draft} part="tasks" index={index} what={`${section} ${index + 1}`} />
          </li>
        ))}
      </ul>
      {draft.state === 'draft' ? <TaskFields view={view} draft={draft} typed={typed} faults={faults} /> : null}
    </section>
  );
}

type RemoveProps = Pick<DraftPageProps, 'view' | 'draft'> & { readonly part: string; readonly index: number; readonly what: string };

function Remove({ view, draft, part, index, what }: RemoveProps) {
  const say = view.words('plans');
  if (draft.state !== 'draft') return null;
  return (
    <PostForm view={view} action={plansLinks.draftAct(draft._id, 'remove')} class="inline">
      <input type="hidden" name="part" value={part} />
      <input type="hidden" name="index" value={index} />
      <input type="hidden" name="version" value={draft.version} />
      <button type="submit" class="danger small" aria-label={say('drafts.removeOf', { what })}>
        {say('drafts.remove')}
      </button>
    </PostForm>
  );
}

/** The document, then the decision: never by one of the writers. */
function Steps({ view, draft, faults, beingCounted }: DraftPageProps) {
  const say = view.words('plans');
  const own = view.member !== undefined && draft.writers.includes(view.member.id);
  const open = draft.state === 'draft' || draft.state === 'importing';
  return (
    <section class="panel" aria-labelledby="steps">
      <h2 id="steps">{say('drafts.steps')}</h2>
      <p>
        {draft.paper === undefined ? say('drafts.noSource') : <a href={plansLinks.draftAct(draft._id, 'source')}>{say('drafts.source')}</a>}
      </p>
      {draft.state === 'draft' ? (
        <form method="post" action={plansLinks.draftAct(draft._id, 'source')} encType="multipart/form-data" class="form" novalidate>
          <input type="hidden" name="csrf" value={view.csrfToken} />
          <Field name="paper" label={say('drafts.attach')} hint={say('drafts.attachHint')} faults={faults}>
            {(described) => <input {...described} type="file" accept=".pdf,.jpg,.jpeg,.png" />}
          </Field>
          <button type="submit">{say('drafts.attachNow')}</button>
        </form>
      ) : null}
      {open && own ? <p>{say('drafts.needsAnother')}</p> : null}
      {open && !own ? (
        <PostForm view={view} action={plansLinks.draftAct(draft._id, 'import')}>
          <p>{say('drafts.importNote')}</p>
          <button type="submit">{say('drafts.import')}</button>
        </PostForm>
      ) : null}
      {draft.state === 'draft' ? (
        <PostForm view={view} action={plansLinks.draftAct(draft._id, 'discard')}>
          <button type="submit" class="danger">
            {say('drafts.discard')}
          </button>
        </PostForm>
      ) : null}
      <ImportedPlan view={view} version={draft.imported} beingCounted={beingCounted} />
    </section>
  );
}
