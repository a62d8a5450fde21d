import type { CodeBatch } from '../../organisations/group-codes';
import { dayOf } from '../../reach/period';
import { FaultSummary, type Faults, Field, PostForm } from '../components/form';
import type { View } from '../view';

export const batchFormats = ['cards', 'list'] as const;
export type BatchFormat = (typeof batchFormats)[number];
export type TypedBatch = { readonly count: string; readonly lastDay: string; readonly format: BatchFormat };

type BatchPanelProps = {
  readonly view: View;
  readonly title: string;
  readonly lead: string;
  readonly batches: readonly CodeBatch[];
  readonly action: string | undefined; // absent where nothing more is made
  readonly withdraw: (batch: string) => string;
  readonly formats: readonly BatchFormat[];
  readonly typed: TypedBatch;
  readonly faults: Faults;
  readonly today: string;
};

/** Single-use codes: how many of each batch are in which state, and a form whose answer is the file with new ones. */
export function BatchPanel({ view, title, lead, batches, action, withdraw, formats, typed, faults, today }: BatchPanelProps) {
  const p = view.words('places');
  return (
    <section aria-labelledby="batches" class="panel">
      <h2 id="batches">{title}</h2>
      <p>{lead}</p>
      {batches.length === 0 ? <p class="soft">{p('batch.none')}</p> : <BatchTable view={view} batches={batches} withdraw={withdraw} />}
      {action === undefined ? null : (
        <>
          <FaultSummary title={p('form.faults')} faults={faults} />
          <PostForm view={view} action={action}>
            <Field name="count" label={p('batch.count')} faults={faults}>
              {(described) => <input {...described} type="number" min={1} max={2000} value={typed.count} required />}
            </Field>
            <Field name="lastDay" label={p('code.lastDay')} faults={faults}>
              {(described) => <input {...described} type="date" min={today} value={typed.lastDay} required />}
            </Field>
            {formats.length === 1 ? (
              <input type="hidden" name="format" value={formats[0]} />
            ) : (
              <FormatChoice view={view} formats={formats} chosen={typed.format} />
            )}
            <p class="field-hint">{p('batch.once')}</p>
            <button type="submit">{p('batch.make')}</button>
          </PostForm>
        </>
      )}
    </section>
  );
}

type FormatChoiceProps = { readonly view: View; readonly formats: readonly BatchFormat[]; readonly chosen: BatchFormat };

function FormatChoice({ view, formats, chosen }: FormatChoiceProps) {
  const p = view.words('places');
  return (
    <fieldset>
      <legend>{p('batch.format')}</legend>
      {formats.map((format) => (
        <div class="choice" key={format}>
          <input id={`format-${format}`} type="radio" name="format" value={format} checked={format === chosen} />
          <label for={`format-${format}`}>{p(`batch.${format}`)}</label>
        </div>
      ))}
    </fieldset>
  );
}

type BatchTableProps = Pick<BatchPanelProps, 'view' | 'batches' | 'withdraw'>;

function BatchTable({ view, batches, withdraw }: BatchTableProps) {
  const p = view.words('places');
  const { format } = view;
  const counted = batches.some(({ claimed }) => claimed !== undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section class="scroll" aria-label={p('batch.caption')} tabIndex={0}>
      <table>
        <caption>{p('batch.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{p('batch.at')}</th>
            <th scope="col">{p('batch.until')}</th>
            <th scope="col" class="figure">
              {p('batch.made')}
            </th>
            {counted ? (
              <>
                <th scope="col" class="figure">
                  {p('batch.open')}
                </th>
                <th scope="col" class="figure">
                  {p('batch.claimed')}
                </th>
              </>
            ) : null}
            <th scope="col" class="figure">
              {p('batch.withdrawn')}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <tr key={batch.id}>
              <th scope="row">{batch.id === '' ? p('batch.single') : format.day(dayOf(batch.createdAt))}</th>
              <td>{format.day(dayOf(new Date(batch.expiresAt.getTime() - 1)))}</td>
              <td class="figure">{format.number(batch.made)}</td>
              {counted ? (
                <>
                  <td class="figure">{format.number(openIn(batch))}</td>
                  <td class="figure">{format.number(batch.claimed ?? 0)}</td>
                </>
              ) : null}
              <td class="figure">{format.number(batch.withdrawn)}</td>
              <td>{batch.id === '' || openIn(batch) === 0 ? null : <Withdraw view={view} action={withdraw(batch.id)} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function openIn({ made, claimed = 0, withdrawn }: CodeBatch): number {
  return Math.max(0, made - claimed - withdrawn);
}

function Withdraw({ view, action }: { readonly view: View; readonly action: string }) {
  return (
    <PostForm view={view} action={action} class="">
      <button type="submit" class="small danger">
        {view.words('places')('batch.withdraw')}
      </button>
    </PostForm>
  );
}
