import type { ComponentChildren } from 'preact';
import type { View } from '../view';

/** What is wrong with a form, in the reader's words, by the name of the field. */
export type Faults = Readonly<Record<string, string>>;

type PostFormProps = { readonly view: View; readonly action: string; readonly class?: string; readonly children: ComponentChildren };

/** A form that changes something: it carries this sign-in's token. */
export function PostForm({ view, action, class: className = 'form', children }: PostFormProps) {
  return (
    <form method="post" action={action} class={className} novalidate>
      <input type="hidden" name="csrf" value={view.csrfToken} />
      {children}
    </form>
  );
}

/** On top of a form that came back: what is wrong, each with a link to its field; takes the focus where scripts are on or the address names it. */
export function FaultSummary({ title, faults }: { readonly title: string; readonly faults: Faults }) {
  const entries = Object.entries(faults);
  if (entries.length === 0) return null;
  return (
    <div class="notice notice-bad" id="faults" role="alert" tabIndex={-1} autofocus>
      <h2 class="faults-title">{title}</h2>
      <ul>
        {entries.map(([name, text]) => (
          <li key={name}>
            <a href={`#field-${name}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

export type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly faults?: Faults;
  readonly children: (described: Described) => ComponentChildren;
};

/** What ties an input to its label, hint and fault. */
export type Described = {
  readonly id: string;
  readonly name: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean;
};

export function Field({ name, label, hint, faults = {}, children }: FieldProps) {
  const id = `field-${name}`;
  const fault = faults[name];
  const described = [...(hint === undefined ? [] : [`${id}-hint`]), ...(fault === undefined ? [] : [`${id}-fault`])].join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint === undefined ? null : (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({
        id,
        name,
        ...(described === '' ? {} : { 'aria-describedby': described }),
        ...(fault === undefined ? {} : { 'aria-invalid': true }),
      })}
      {fault === undefined ? null : (
        <p class="field-fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}

export type Choice = { readonly value: string; readonly label: string };

type SelectProps = Omit<FieldProps, 'children'> & { readonly choices: readonly Choice[]; readonly value?: string | undefined };

export function SelectField({ choices, value, ...field }: SelectProps) {
  return (
    <Field {...field}>
      {(described) => (
        <select {...described}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value} selected={choice.value === value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** What was done by the form before this page. */
export function DoneNotice({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : (
    <p class="notice" role="status">
      {text}
    </p>
  );
}
