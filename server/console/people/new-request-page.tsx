import { type RequestKind, requestKinds } from '../../storage/collections/data-requests';
import { FaultSummary, type Faults, Field, PostForm, SelectField } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { peopleLinks } from './links';

export type TypedRequest = { readonly kind: RequestKind; readonly code: string; readonly identity: string };

type PageProps = { readonly view: View; readonly typed: TypedRequest; readonly faults: Faults };

/** A request that came on paper or by word of mouth. Whose it is follows from a code alone: nobody is looked up by name or phone. */
export function NewRequestPage({ view, typed, faults }: PageProps) {
  const s = view.words('people');
  return (
    <Layout view={view} title={s('request.newTitle')}>
      <div class="stack narrow">
        <div>
          <p>
            <a href={peopleLinks.requests()}>{s('requests.title')}</a>
          </p>
          <h1>{s('request.newTitle')}</h1>
          <p class="lead">{s('request.newLead')}</p>
          <FaultSummary title={s('form.faults')} faults={faults} />
        </div>
        <PostForm view={view} action={peopleLinks.newRequest()}>
          <SelectField
            name="kind"
            label={s('request.kind')}
            choices={requestKinds.map((kind) => ({ value: kind, label: s(`kind.${kind}`) }))}
            value={typed.kind}
          />
          <Field name="code" label={s('request.code')} hint={s('request.codeHint')} faults={faults}>
            {(about) => <input value={typed.code} maxLength={40} autocomplete="off" autocapitalize="characters" {...about} />}
          </Field>
          <Field name="identity" label={s('request.identity')} hint={s('request.identityHint')} faults={faults}>
            {(about) => <input value={typed.identity} maxLength={200} autocomplete="off" {...about} />}
          </Field>
          <button type="submit">{s('request.submit')}</button>
        </PostForm>
      </div>
    </Layout>
  );
}
