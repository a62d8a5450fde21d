import { heldBy } from '../../readiness/readiness';
import type { ReadinessItem, ReadinessRow } from '../../storage/collections/readiness';
import { FaultSummary, type Faults, Field, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import { ScrollBox } from '../components/scroll-box';
import type { View } from '../view';
import { readinessLinks } from './links';
import { recordedText } from './readiness-page';

export type Typed = Readonly<Record<string, string>>;

type Props = {
  readonly view: View;
  readonly item: ReadinessItem;
  readonly history: readonly ReadinessRow[]; // of this item, the newest first
  readonly names: ReadonlyMap<string, string>;
  readonly typed: Typed;
  readonly faults: Faults;
};

/** One item: the form that records it anew, and every recording so far. */
export function ItemPage(props: Props) {
  const { view, item, history, typed, faults } = props;
  const r = view.words('readiness');
  const held = heldBy[item];
  return (
    <Layout view={view} title={r(`item.${item}`)}>
      <div class="stack narrow">
        <div>
          <p>
            <a href={readinessLinks.all()}>{r('title')}</a>
          </p>
          <h1>{r(`item.${item}`)}</h1>
          <p class="lead">{r(`explain.${item}`)}</p>
          <FaultSummary title={r('faults')} faults={faults} />
        </div>
        <PostForm view={view} action={readinessLinks.item(item)} class="form panel">
          {held === 'name' ? <TextField view={view} item={item} name="name" typed={typed} faults={faults} /> : null}
          <TextField view={view} item={item} name="document" typed={typed} faults={faults} />
          {held === 'date' ? <TextField view={view} item={item} name="date" typed={typed} faults={faults} /> : null}
          <div class="row-actions">
            <button type="submit">{r('record')}</button>
            <a href={readinessLinks.all()}>{r('back')}</a>
          </div>
        </PostForm>
        {history.length === 0 ? null : <History {...props} />}
      </div>
    </Layout>
  );
}

type FieldProps = Pick<Props, 'view' | 'item' | 'typed' | 'faults'> & { readonly name: 'name' | 'document' | 'date' };

function TextField({ view, item, name, typed, faults }: FieldProps) {
  return (
    <Field name={name} label={view.words('readiness')(`field.${item}.${name}`)} faults={faults}>
      {(described) => <input {...described} type={name === 'date' ? 'date' : 'text'} value={typed[name]} required maxLength={300} />}
    </Field>
  );
}

function History({ view, history, names }: Props) {
  const r = view.words('readiness');
  return (
    <ScrollBox view={view}>
      <table>
        <caption>{r('history')}</caption>
        <thead>
          <tr>
            <th scope="col">{r('column.at')}</th>
            <th scope="col">{r('column.by')}</th>
            <th scope="col">{r('column.recorded')}</th>
          </tr>
        </thead>
        <tbody>
          {history.map((row) => (
            <tr key={row._id}>
              <th scope="row">{view.format.moment(row.at)}</th>
              <td>{names.get(row.by) ?? (row.by === 'cli' ? r('onServer') : row.by)}</td>
              <td>{recordedText(view, row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
