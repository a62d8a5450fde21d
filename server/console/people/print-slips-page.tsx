import type { Group } from '../../storage/collections/groups';
import { FaultSummary, type Faults, Field } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { peopleLinks } from './links';

export const printedKinds = ['slips', 'cards'] as const;
export type TypedPrint = {
  readonly group: string; // '' for all
  readonly what: (typeof printedKinds)[number];
  readonly contact: string;
  readonly holder: string;
  readonly returnBy: string;
};

type Props = {
  readonly view: View;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly groups: readonly Group[];
  readonly typed: TypedPrint;
  readonly today: string;
  readonly faults: Faults;
};

/** Slips, or cards, for a class or a whole school, in one file. */
export function PrintSlipsPage({ view, organisation, groups, typed, today, faults }: Props) {
  const s = view.words('people');
  return (
    <Layout view={view} title={s('slips.print.title')} styles={['people.css']}>
      <div class="stack narrow">
        <div>
          <p>
            <a href={peopleLinks.slips()}>{s('slips.title')}</a>
          </p>
          <h1>
            {s('slips.print.title')} – {organisation.name}
          </h1>
          <FaultSummary title={s('form.faults')} faults={faults} />
          <p class="lead">{s('slips.print.lead')}</p>
        </div>
        <form method="post" action={peopleLinks.printSlips(organisation.id)} encType="multipart/form-data" class="form" novalidate>
          <input type="hidden" name="csrf" value={view.csrfToken} />
          <Field name="group" label={s('slips.print.group')} faults={faults}>
            {(about) => (
              <select {...about}>
                <option value="">{s('slips.print.all')}</option>
                {groups.map(({ _id, name }) => (
                  <option key={_id} value={_id} selected={_id === typed.group}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <fieldset>
            <legend>{s('slips.print.what')}</legend>
            {printedKinds.map((kind) => (
              <div class="choice" key={kind}>
                <input id={`what-${kind}`} type="radio" name="what" value={kind} checked={typed.what === kind} />
                <label for={`what-${kind}`}>{s(`slips.print.${kind}`)}</label>
              </div>
            ))}
          </fieldset>
          <Field name="file" label={s('slips.print.file')} hint={s('slips.print.fileHint')} faults={faults}>
            {(about) => <input type="file" accept=".csv,.xlsx" {...about} />}
          </Field>
          <Field name="contact" label={s('slips.print.contact')} hint={s('slips.print.contactHint')} faults={faults}>
            {(about) => <input value={typed.contact} maxLength={160} {...about} />}
          </Field>
          <Field name="holder" label={s('slips.print.holder')} faults={faults}>
            {(about) => <input value={typed.holder} maxLength={120} autocomplete="off" {...about} />}
          </Field>
          <Field name="returnBy" label={s('slips.print.returnBy')} faults={faults}>
            {(about) => <input type="date" min={today} value={typed.returnBy} {...about} />}
          </Field>
          <button type="submit">{s('slips.print.submit')}</button>
        </form>
      </div>
    </Layout>
  );
}
