import type { Area } from '../../storage/collections/areas';
import { AreaOptions } from '../components/area-options';
import { FaultSummary, type Faults, Field, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { plansLinks } from './links';

export const headFields = ['title', 'number', 'issuer', 'issued', 'from', 'to', 'area'] as const;
export type TypedHead = Readonly<Record<(typeof headFields)[number], string>>;

type Props = {
  readonly view: View;
  readonly typed: TypedHead;
  readonly faults: Faults;
  readonly fileFaults: readonly string[]; // of a plan file that was brought
  readonly areas: readonly Area[];
};

/** A plan begins with its head, or comes as a file. */
export function NewDraftPage({ view, typed, faults, fileFaults, areas }: Props) {
  const say = view.words('plans');
  const types = { issued: 'date', from: 'number', to: 'number' } as const satisfies Partial<Record<keyof TypedHead, string>>;
  const typeOf = (name: keyof TypedHead) => (name === 'issued' || name === 'from' || name === 'to' ? types[name] : 'text');
  return (
    <Layout view={view} title={say('drafts.new')} styles={['plans.css']}>
      <p>
        <a href={plansLinks.drafts()}>{say('drafts.title')}</a>
      </p>
      <h1>{say('drafts.new')}</h1>
      <div class="stack narrow">
        <FaultSummary title={say('fault.title')} faults={faults} />
        <section class="panel" aria-labelledby="by-form">
          <h2 id="by-form">{say('drafts.byForm')}</h2>
          <PostForm view={view} action={plansLinks.drafts()}>
            {headFields.map((name) => (
              <Field key={name} name={name} label={say(`head.${name}`)} faults={faults}>
                {(described) => (
                  <input {...described} type={typeOf(name)} value={typed[name]} list={name === 'area' ? 'areas' : undefined} required />
                )}
              </Field>
            ))}
            <AreaOptions areas={areas} />
            <button type="submit">{say('drafts.begin')}</button>
          </PostForm>
        </section>
        <section class="panel" aria-labelledby="by-file">
          <h2 id="by-file">{say('drafts.byFile')}</h2>
          <p class="soft">{say('drafts.byFileHint')}</p>
          {fileFaults.length === 0 ? null : (
            <ul class="field-fault">
              {fileFaults.map((fault) => (
                <li key={fault}>{fault}</li>
              ))}
            </ul>
          )}
          <form method="post" action={plansLinks.upload()} encType="multipart/form-data" class="form" novalidate>
            <input type="hidden" name="csrf" value={view.csrfToken} />
            <Field name="fileArea" label={say('head.area')} faults={faults}>
              {(described) => <input {...described} list="areas" autocomplete="off" required />}
            </Field>
            <Field name="file" label={say('drafts.file')} faults={faults}>
              {(described) => <input {...described} type="file" accept=".yaml,.yml" required />}
            </Field>
            <button type="submit">{say('drafts.upload')}</button>
          </form>
        </section>
      </div>
    </Layout>
  );
}
