import type { RosterRow } from '../../meetings/roster-rows';
import type { View } from '../view';

export type TickFormProps = {
  readonly view: View;
  readonly action: string;
  readonly rows: readonly RosterRow[];
  readonly present: ReadonlySet<string>;
  readonly complete: boolean;
  readonly saveKey: string; // of this form: sent twice it is saved once
  readonly keptAs?: string; // under which a browser keeps ticks that are not sent yet
  readonly once?: boolean; // a monitor sends once
};

/**
 * The lines of one class to tick: a number and the end of a code, never a name. Nothing is ticked at first. The island keeps the ticks of
 * a phone that lost its line and sends them when it is back.
 */
export function TickForm({ view, action, rows, present, complete, saveKey, keptAs, once }: TickFormProps) {
  const s = view.words('meetings');
  const kept = keptAs === undefined ? {} : { 'data-kept-as': keptAs };
  const words = { 'data-waiting': s('tick.waiting'), 'data-sending': s('tick.sending'), 'data-signed-out': s('tick.signedOut') };
  return (
    <form method="post" action={action} class="form" data-ticks {...kept} {...words}>
      <input type="hidden" name="csrf" value={view.csrfToken} />
      <input type="hidden" name="key" value={saveKey} />
      <p role="status" data-state hidden />
      <fieldset>
        <legend>{s('tick.legend')}</legend>
        <ul class="tick-rows">
          {rows.map(({ code, number, tail }) => (
            <li key={code}>
              <label>
                <input type="checkbox" name="row" value={String(number)} checked={present.has(code)} />
                <span class="tick-number">{number}</span> <span class="tick-tail">…{tail}</span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <div class="choice">
        <input id="complete" type="checkbox" name="complete" value="yes" checked={complete} />
        <label for="complete">{s('tick.complete')}</label>
      </div>
      {once === true ? <p class="field-hint">{s('tick.once')}</p> : null}
      <button type="submit">{s('tick.save')}</button>
    </form>
  );
}
