import { may } from '../../staff/roles';
import { returnKinds, type UnitReturn } from '../../storage/collections/unit-returns';
import { FaultSummary, type Faults, Field, PostForm } from '../components/form';
import type { View } from '../view';
import { returnLinks } from './links';
import { periodLabel } from './period-label';
import { stateClass } from './period-page';
import { ReturnsFrame } from './returns-frame';

type Recorded = { readonly meetings: number; readonly attendances: number };
type Props = {
  readonly view: View;
  readonly row: UnitReturn;
  readonly typed: Readonly<Record<string, string>>;
  readonly faults: Faults;
  readonly recorded: Recorded | undefined; // what the product has of an organisation's own meetings
  readonly names: ReadonlyMap<string, string>;
  readonly done: string | undefined;
};

/** One unit's return: its form while it is open, what happened to it, and the decision of whoever collects. */
export function UnitPage({ view, row, typed, faults, recorded, names, done }: Props) {
  const r = view.words('returns');
  const { format } = view;
  return (
    <ReturnsFrame view={view} title={row.name} lead={periodLabel(view, row.period)} part="returns" done={done}>
      <p>
        <a href={returnLinks.period(row.plan, row.periodId)}>{r('backToPeriod')}</a>
      </p>
      <p>
        <span class={stateClass(row.state)}>{r(`state.${row.state}`)}</span> {r('dueBy', { day: format.day(row.due) })}
      </p>
      <Returned row={row} view={view} />
      <div class="stack narrow">
        <Decision view={view} row={row} faults={faults} />
        {row.state === 'accepted' ? (
          <Values view={view} row={row} recorded={recorded} />
        ) : (
          <SendForm view={view} row={row} typed={typed} faults={faults} recorded={recorded} />
        )}
        <section>
          <h2>{r('acts')}</h2>
          <ol>
            {row.acts.map(({ at, by, did, note }) => (
              <li key={`${at.getTime()} ${did}`}>
                {r(`act.${did}`)}: {names.get(by) ?? '–'}, {format.moment(at)}
                {note === undefined ? '' : `. ${note}`}
              </li>
            ))}
          </ol>
        </section>
      </div>
    </ReturnsFrame>
  );
}

function Returned({ view, row }: Pick<Props, 'view' | 'row'>) {
  const last = row.acts.findLast(({ did }) => did === 'returned');
  if (row.state !== 'returned' || last?.note === undefined) return null;
  return <p class="notice notice-bad">{view.words('returns')('returnedBecause', { note: last.note })}</p>;
}

function Decision({ view, row, faults }: Pick<Props, 'view' | 'row' | 'faults'>) {
  const r = view.words('returns');
  const { member } = view;
  if (member === undefined || !may(member, 'write-reports') || (row.state !== 'sent' && row.state !== 'accepted')) return null;
  const own = row.acts.findLast(({ did }) => did === 'sent')?.by === member.id;
  return (
    <section class="panel">
      <h2>{r('decide')}</h2>
      {row.state === 'sent' && own ? <p>{r('needsAnother')}</p> : null}
      {row.state === 'sent' && !own ? (
        <PostForm view={view} action={returnLinks.act(row._id, 'accept')}>
          <button type="submit">{r('accept')}</button>
        </PostForm>
      ) : null}
      <FaultSummary title={r('fault.title')} faults={faults.note === undefined ? {} : { note: faults.note }} />
      <PostForm view={view} action={returnLinks.act(row._id, 'return')}>
        <Field name="note" label={r('returnNote')} faults={faults}>
          {(described) => <input {...described} maxLength={500} required />}
        </Field>
        <button type="submit" class="danger">
          {r('return')}
        </button>
      </PostForm>
    </section>
  );
}

function SendForm({ view, row, typed, faults, recorded }: Omit<Props, 'names' | 'done'>) {
  const r = view.words('returns');
  const own = Object.fromEntries(Object.entries(faults).filter(([name]) => name !== 'note'));
  return (
    <section>
      <h2>{r('fill')}</h2>
      <p>{r('fillLead')}</p>
      <FaultSummary title={r('fault.title')} faults={own} />
      <PostForm view={view} action={returnLinks.one(row._id)}>
        {returnKinds.map((kind) => (
          <Field key={kind} name={kind} label={r(`column.${kind}`)} hint={recordedHint(view, kind, recorded)} faults={own}>
            {(described) => <input {...described} value={typed[kind] ?? ''} inputMode="numeric" autocomplete="off" required />}
          </Field>
        ))}
        {(['difficulties', 'proposals'] as const).map((name) => (
          <Field key={name} name={name} label={r(`column.${name}`)} faults={own}>
            {(described) => (
              <textarea {...described} maxLength={2_000}>
                {typed[name] ?? ''}
              </textarea>
            )}
          </Field>
        ))}
        <button type="submit">{r('send')}</button>
      </PostForm>
    </section>
  );
}

function Values({ view, row: { values, difficulties = '', proposals = '' }, recorded }: Pick<Props, 'view' | 'row' | 'recorded'>) {
  const r = view.words('returns');
  const { format } = view;
  return (
    <section class="panel">
      <dl class="facts register-facts">
        {returnKinds.map((kind) => (
          <div key={kind}>
            <dt>{r(`column.${kind}`)}</dt>
            <dd>{values === undefined ? '–' : format.number(values[kind])}</dd>
          </div>
        ))}
        {[...Object.entries({ difficulties, proposals })].map(([name, text]) => (
          <div key={name}>
            <dt>{r(`column.${name}`)}</dt>
            <dd>{text === '' ? '–' : text}</dd>
          </div>
        ))}
      </dl>
      {recorded === undefined ? null : (
        <p class="soft">
          {r('recordedBoth', { meetings: format.number(recorded.meetings), attendances: format.number(recorded.attendances) })}
        </p>
      )}
    </section>
  );
}

function recordedHint({ words, format }: View, kind: string, recorded: Recorded | undefined): string | undefined {
  if (recorded === undefined || (kind !== 'meetings' && kind !== 'attendances')) return undefined;
  return words('returns')('recorded', { number: format.number(recorded[kind]) });
}
