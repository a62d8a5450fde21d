import type { DueDate } from '../../reports/due-dates';
import { unitKinds } from '../../returns/ask-returns';
import { FaultSummary, type Faults, Field, PostForm } from '../components/form';
import type { View } from '../view';
import { returnLinks } from './links';
import { periodLabel } from './period-label';
import type { PeriodVisit } from './period-visit';
import { ReturnsFrame } from './returns-frame';

type Props = {
  readonly view: View;
  readonly visit: PeriodVisit;
  readonly due: DueDate | undefined;
  readonly typed: { readonly due: string; readonly units: readonly string[] };
  readonly faults: Faults;
};

/** From whom returns are wanted and by when; the plan's own calendar proposes the day. */
export function AskPage({ view, visit: { version, period }, due, typed, faults }: Props) {
  const r = view.words('returns');
  return (
    <ReturnsFrame
      view={view}
      title={r('askOf', { period: periodLabel(view, period) })}
      lead={version.file.title_vi ?? version.plan}
      part="returns"
    >
      <div class="narrow">
        <FaultSummary title={r('fault.title')} faults={faults} />
        <PostForm view={view} action={returnLinks.ask(version.plan, period.id)}>
          <fieldset id="field-units" aria-describedby={faults.units === undefined ? undefined : 'units-fault'}>
            <legend>{r('units')}</legend>
            {unitKinds.map((kind) => (
              <div class="choice" key={kind}>
                <input type="checkbox" id={`units-${kind}`} name="units" value={kind} checked={typed.units.includes(kind)} />
                <label for={`units-${kind}`}>{r(`unit.${kind}`)}</label>
              </div>
            ))}
            {faults.units === undefined ? null : (
              <p class="field-fault" id="units-fault">
                {faults.units}
              </p>
            )}
          </fieldset>
          <Field
            name="due"
            label={r('due')}
            hint={
              due === undefined ? r('dueUnknown') : r('dueOf', { late: view.format.day(due.late), cutOff: view.format.day(due.cutOff) })
            }
            faults={faults}
          >
            {(described) => <input {...described} type="date" value={typed.due} required />}
          </Field>
          <button type="submit">{r('ask')}</button>
        </PostForm>
      </div>
    </ReturnsFrame>
  );
}
