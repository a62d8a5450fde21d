import { type Purpose, purposes } from '../../../bot/dialogue/fact';
import type { ClassSlips, SlipLine } from '../../consents/class-slips';
import { DoneNotice, FaultSummary, type Faults, Field, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { peopleLinks } from './links';

export type TypedSlips = {
  readonly codes: readonly string[];
  readonly purposes: readonly Purpose[];
  readonly formVersion: string;
  readonly signedOn: string;
  readonly holder: string;
};

type PageProps = {
  readonly view: View;
  readonly slips: ClassSlips;
  readonly typed: TypedSlips;
  readonly faults: Faults;
  readonly done: string | undefined;
};

/** The lines of one class, to be ticked from a pile of paper. */
export function ClassSlipsPage({ view, slips, typed, faults, done }: PageProps) {
  const s = view.words('people');
  const { lines, confirmed, agreed } = slips;
  const notYet = lines.length - confirmed;
  return (
    <Layout view={view} title={slips.name} styles={['people.css']}>
      <div class="stack narrow">
        <div>
          <p>
            <a href={peopleLinks.slips()}>{s('slips.title')}</a>
          </p>
          <h1>{s('slips.class', { name: slips.name, organisation: slips.organisation.name })}</h1>
          <DoneNotice text={done === undefined ? undefined : s('slips.done', { count: Number(done) })} />
          <FaultSummary title={s('form.faults')} faults={faults} />
          <p class="lead">{s('slips.count', { confirmed: view.format.number(confirmed), notYet: view.format.number(notYet) })}</p>
          <p>
            <a href={peopleLinks.printSlips(slips.organisation.id, slips.group)}>{s('slips.print.link')}</a>
          </p>
          <p>{agreed.length === 0 ? s('slips.agreedNone') : s('slips.agreed', { numbers: agreed.join(', ') })}</p>
        </div>
        {lines.length === 0 ? (
          <p class="notice">{s('slips.noLines')}</p>
        ) : (
          <SlipForm view={view} slips={slips} typed={typed} faults={faults} />
        )}
      </div>
    </Layout>
  );
}

function SlipForm({ view, slips, typed, faults }: Omit<PageProps, 'done'>) {
  const s = view.words('people');
  return (
    <PostForm view={view} action={peopleLinks.classSlips(slips.group)}>
      <fieldset id="field-code">
        <legend>{s('slips.lines')}</legend>
        <p class="field-hint">{s('slips.linesHint')}</p>
        {faults.code === undefined ? null : <p class="field-fault">{faults.code}</p>}
        <div class="slip-lines">
          {slips.lines.map((line) => (
            <Line key={line.code} view={view} line={line} ticked={typed.codes.includes(line.code)} />
          ))}
        </div>
      </fieldset>
      <fieldset id="field-purpose">
        <legend>{s('slips.purposes')}</legend>
        <p class="field-hint">{s('slips.purposesHint')}</p>
        {faults.purpose === undefined ? null : <p class="field-fault">{faults.purpose}</p>}
        {purposes.map((purpose) => (
          <div class="choice" key={purpose}>
            <input id={`purpose-${purpose}`} type="checkbox" name="purpose" value={purpose} checked={typed.purposes.includes(purpose)} />
            <label for={`purpose-${purpose}`}>{s(`purpose.${purpose}`)}</label>
          </div>
        ))}
      </fieldset>
      <Field name="signedOn" label={s('slips.signedOn')} faults={faults}>
        {(about) => <input type="date" value={typed.signedOn} {...about} />}
      </Field>
      <Field name="holder" label={s('slips.holder')} hint={s('slips.holderHint')} faults={faults}>
        {(about) => <input value={typed.holder} maxLength={120} autocomplete="off" {...about} />}
      </Field>
      <Field name="formVersion" label={s('slips.formVersion')} hint={s('slips.formVersionHint')} faults={faults}>
        {(about) => <input value={typed.formVersion} maxLength={40} autocomplete="off" {...about} />}
      </Field>
      <button type="submit">{s('slips.submit')}</button>
    </PostForm>
  );
}

function Line({ view, line, ticked }: { readonly view: View; readonly line: SlipLine; readonly ticked: boolean }) {
  const s = view.words('people');
  const { code, number, slip } = line;
  return (
    <div class="choice">
      <input id={`line-${code}`} type="checkbox" name="code" value={code} checked={ticked} />
      <label for={`line-${code}`}>
        {s('slips.line', { number })}{' '}
        {slip === undefined ? null : <span class="state state-good">{s('slips.there', { day: view.format.day(slip.signedOn) })}</span>}
      </label>
    </div>
  );
}
