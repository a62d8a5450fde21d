import { type Faults, Field } from '../components/form';
import type { View } from '../view';
import type { IssuerForm } from './issuer-form';

const lines = ['parentBody', 'name', 'symbol', 'number', 'locality', 'authority', 'position', 'signer'] as const;
const needed: ReadonlySet<string> = new Set(['name', 'symbol', 'locality', 'position']);
const hinted: ReadonlySet<string> = new Set(['symbol', 'number', 'authority']);

type Props = {
  readonly view: View;
  readonly form: Partial<IssuerForm>;
  readonly faults: Faults;
  readonly said?: Readonly<Record<string, string>>; // labels and hints of a document that is no report, by their keys
};

/** Who issues an official document, who signs it and who gets it. */
export function IssuerFields({ view, form, faults, said = {} }: Props) {
  const say = (key: string) => said[key] ?? view.words('reports')(`page.field.${key}`);
  return (
    <>
      {lines.map((name) => (
        <Field key={name} name={name} label={say(name)} hint={hinted.has(name) ? say(`${name}Hint`) : undefined} faults={faults}>
          {(described) => <input {...described} value={form[name] ?? ''} required={needed.has(name)} autocomplete="off" />}
        </Field>
      ))}
      <Field name="recipients" label={say('recipients')} hint={say('recipientsHint')} faults={faults}>
        {(described) => (
          <textarea {...described} rows={5} required>
            {form.recipients ?? ''}
          </textarea>
        )}
      </Field>
    </>
  );
}
