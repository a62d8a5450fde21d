import { type Faults, Field } from '../components/form';
import type { View } from '../view';
import type { IssuerForm } from './issuer-form';

const lines = ['parentBody', 'name', 'symbol', 'number', 'locality', 'authority', 'position', 'signer'] as const;
const needed: ReadonlySet<string> = new Set(['name', 'symbol', 'locality', 'position']);
const hinted: ReadonlySet<string> = new Set(['symbol', 'number', 'authority']);

/** Who issues an official document, who signs it and who gets it. */
export function IssuerFields({ view, form, faults }: { readonly view: View; readonly form: Partial<IssuerForm>; readonly faults: Faults }) {
  const say = view.words('reports');
  return (
    <>
      {lines.map((name) => (
        <Field
          key={name}
          name={name}
          label={say(`page.field.${name}`)}
          hint={hinted.has(name) ? say(`page.field.${name}Hint`) : undefined}
          faults={faults}
        >
          {(described) => <input {...described} value={form[name] ?? ''} required={needed.has(name)} autocomplete="off" />}
        </Field>
      ))}
      <Field name="recipients" label={say('page.field.recipients')} hint={say('page.field.recipientsHint')} faults={faults}>
        {(described) => (
          <textarea {...described} rows={5} required>
            {form.recipients ?? ''}
          </textarea>
        )}
      </Field>
    </>
  );
}
