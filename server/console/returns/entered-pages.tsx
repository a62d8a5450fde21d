import type { EnteredLine } from '../../entered/entered-lines';
import { figureText } from '../../entered/figure-text';
import { may } from '../../staff/roles';
import type { EnteredFigure } from '../../storage/collections/entered-figures';
import { FaultSummary, type Faults, Field, PostForm } from '../components/form';
import { denominatorLinks } from '../denominators/links';
import { targetWords } from '../plans/target-words';
import type { View } from '../view';
import { returnLinks } from './links';
import { periodLabel } from './period-label';
import type { PeriodVisit, PlanPeriods } from './period-visit';
import { ReturnsFrame, WideTable } from './returns-frame';

/** The plans and periods for which figures are entered. */
export function EnteredPeriodsPage({ view, plans }: { readonly view: View; readonly plans: readonly PlanPeriods[] }) {
  const r = view.words('returns');
  return (
    <ReturnsFrame view={view} title={r('entered.title')} lead={r('entered.lead')} part="entered">
      {plans.length === 0 ? <p class="soft">{r('none.plans')}</p> : null}
      {plans.map(({ version, periods }) => (
        <section key={version._id}>
          <h2>{version.file.title_vi ?? version.file.number ?? version.plan}</h2>
          <ul>
            {periods.map((period) => (
              <li key={period.id}>
                <a href={returnLinks.enteredPeriod(version.plan, period.id)}>{periodLabel(view, period)}</a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </ReturnsFrame>
  );
}

type Props = {
  readonly view: View;
  readonly visit: PeriodVisit;
  readonly lines: readonly EnteredLine[];
  readonly names: ReadonlyMap<string, string>;
  readonly done: string | undefined;
};

/** Every indicator of the plan that is not counted, with its figure and what waits for another person. */
export function EnteredPage({ view, visit: { version, period }, lines, names, done }: Props) {
  const r = view.words('returns');
  const plans = view.words('plans');
  return (
    <ReturnsFrame view={view} title={periodLabel(view, period)} lead={version.file.title_vi ?? version.plan} part="entered" done={done}>
      {lines.length === 0 ? <p class="soft">{r('none.lines')}</p> : null}
      {lines.length === 0 ? null : (
        <WideTable
          label={r('entered.title')}
          heads={[
            { text: r('head.indicator') },
            { text: r('head.target') },
            { text: r('head.figure') },
            { text: r('head.document') },
            { text: r('head.act') },
          ]}
        >
          {lines.map((line) => (
            <tr key={line.indicator.id}>
              <th scope="row">
                {line.indicator.about}
                <br />
                <small>
                  {line.indicator.id}
                  {line.indicator.what === undefined ? '' : `: ${line.indicator.what}`}
                </small>
              </th>
              <td>{targetWords(plans, view.format, line.indicator.target)}</td>
              <td>{line.figure === undefined ? <span class="soft">{r('entered.none')}</span> : figureText(r, view.format, line)}</td>
              <td>{line.figure === undefined ? '–' : <Source view={view} figure={line.figure} names={names} />}</td>
              <td>
                <a href={returnLinks.enter(version.plan, period.id, line.indicator.id)}>
                  {r(line.figure === undefined ? 'entered.enter' : 'entered.correct', { id: line.indicator.id })}
                </a>
                {line.waiting.map((one) => (
                  <Waiting key={one._id} view={view} line={line} figure={one} names={names} />
                ))}
              </td>
            </tr>
          ))}
        </WideTable>
      )}
    </ReturnsFrame>
  );
}

type FigureProps = { readonly view: View; readonly figure: EnteredFigure; readonly names: ReadonlyMap<string, string> };

function Source({ view, figure: { agency, document, day, paper, entered, decided }, names }: FigureProps) {
  const r = view.words('returns');
  const by = [entered.by, ...(decided === undefined ? [] : [decided.by])].map((id) => names.get(id) ?? '–').join(', ');
  return (
    <>
      {agency}, {document}, {view.format.day(day)}{' '}
      {paper === undefined ? null : <a href={denominatorLinks.paper(paper)}>{r('entered.paper')}</a>}
      <br />
      <small>{by}</small>
    </>
  );
}

/** A figure that another person confirms or sends back; its writer sees that it waits. */
function Waiting({ view, line, figure, names }: FigureProps & { readonly line: EnteredLine }) {
  const r = view.words('returns');
  const { member } = view;
  const decides = member !== undefined && may(member, 'approve-denominators') && figure.entered.by !== member.id;
  return (
    <div class="panel">
      <p>
        <span class="state state-warn">{r('entered.waits')}</span> {figureText(r, view.format, { ...line, figure, verdict: undefined })}
      </p>
      <p>
        <Source view={view} figure={figure} names={names} />
      </p>
      {decides ? (
        <>
          <PostForm view={view} action={returnLinks.decide(figure._id, 'confirm')}>
            <button type="submit" class="small">
              {r('entered.confirm')}
            </button>
          </PostForm>
          <PostForm view={view} action={returnLinks.decide(figure._id, 'refuse')}>
            <label for={`note-${figure._id}`}>{r('returnNote')}</label>
            <input id={`note-${figure._id}`} name="note" maxLength={500} required />
            <button type="submit" class="small danger">
              {r('return')}
            </button>
          </PostForm>
        </>
      ) : (
        <p class="soft">{r('needsAnother')}</p>
      )}
    </div>
  );
}

type EntryProps = {
  readonly view: View;
  readonly version: PeriodVisit['version'];
  readonly period: PeriodVisit['period'];
  readonly line: EnteredLine;
  readonly typed: Readonly<Record<'value' | 'of' | 'result' | 'agency' | 'document' | 'day', string>>;
  readonly faults: Faults;
  readonly today: string;
};

/** One figure of one indicator; what is asked for depends on what the plan wants. */
export function FigureEntryPage({ view, version, period, line, typed, faults, today }: EntryProps) {
  const r = view.words('returns');
  const { indicator, form, proof, guarded } = line;
  const numbers = { share: ['value', 'of'], number: ['value'], change: ['value'], words: [] } as const;
  return (
    <ReturnsFrame view={view} title={indicator.about} lead={indicator.what ?? periodLabel(view, period)} part="entered">
      <p>
        <a href={returnLinks.enteredPeriod(version.plan, period.id)}>{periodLabel(view, period)}</a>
      </p>
      <p>{r(proof ? 'entered.proofLead' : 'entered.outLead')}</p>
      {guarded ? <p class="notice">{r('entered.guarded')}</p> : null}
      <div class="narrow">
        <FaultSummary title={r('fault.title')} faults={faults} />
        <form
          method="post"
          action={returnLinks.enter(version.plan, period.id, indicator.id)}
          encType="multipart/form-data"
          class="form"
          novalidate
        >
          <input type="hidden" name="csrf" value={view.csrfToken} />
          {numbers[form].map((name) => (
            <Field key={name} name={name} label={r(`entered.form.${form}.${name}`)} faults={faults}>
              {(described) => <input {...described} value={typed[name]} autocomplete="off" required />}
            </Field>
          ))}
          <Field
            name="result"
            label={r('entered.result')}
            hint={r(form === 'words' ? 'entered.resultHint' : 'entered.resultOptional')}
            faults={faults}
          >
            {(described) => (
              <textarea {...described} maxLength={2_000}>
                {typed.result}
              </textarea>
            )}
          </Field>
          <Field name="agency" label={r('entered.agency')} faults={faults}>
            {(described) => <input {...described} value={typed.agency} required />}
          </Field>
          <Field name="document" label={r('head.document')} hint={r('outputs.documentHint')} faults={faults}>
            {(described) => <input {...described} value={typed.document} required />}
          </Field>
          <Field name="day" label={r('entered.day')} faults={faults}>
            {(described) => <input {...described} type="date" value={typed.day} max={today} required />}
          </Field>
          {guarded ? null : (
            <Field name="paper" label={r(proof ? 'entered.proof' : 'entered.paperOptional')} hint={r('entered.paperHint')} faults={faults}>
              {(described) => <input {...described} type="file" accept=".pdf,.jpg,.jpeg,.png" required={proof} />}
            </Field>
          )}
          <button type="submit">{r('entered.save')}</button>
        </form>
      </div>
    </ReturnsFrame>
  );
}
