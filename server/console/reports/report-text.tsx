import type { Edit } from '../../reports/compose';
import type { Block, DocumentTable, NamedBlock } from '../../reports/document';
import type { ReportRow } from '../../storage/collections/reports';
import { PostForm } from '../components/form';
import type { View } from '../view';
import { reportLinks } from './links';

/** A block as generated, with its edit and whether its figures changed under that edit. */
export type TextBlock = NamedBlock & { readonly edit: Edit | undefined; readonly outdated: boolean };

type Props = { readonly view: View; readonly report: ReportRow; readonly blocks: readonly TextBlock[] };

export function ReportText({ view, report, blocks }: Props) {
  const say = view.words('reports');
  return (
    <section class="report-text" aria-labelledby="report-text">
      <h2 id="report-text">{say('page.text')}</h2>
      {blocks.map((one) => (
        <div class={one.outdated ? 'report-block outdated' : 'report-block'} key={one.id}>
          <Shown block={one.block} edit={one.edit} />
          {one.outdated ? <p class="field-fault">{say('page.outdated')}</p> : null}
          {report.state === 'draft' && one.block.kind !== 'table' ? (
            <EditText view={view} report={report} one={one} text={one.block.text} />
          ) : null}
        </div>
      ))}
    </section>
  );
}

function Shown({ block, edit }: { readonly block: Block; readonly edit: Edit | undefined }) {
  if (block.kind === 'table') return <ShownTable table={block} />;
  const text = edit?.text ?? block.text;
  if (block.kind === 'heading') return block.level === 1 ? <h3>{text}</h3> : <h4>{text}</h4>;
  return <p>{block.kind === 'item' ? `- ${text}` : text}</p>;
}

function ShownTable({ table: { caption, columns, rows, notes = [] } }: { readonly table: DocumentTable }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard
    <section class="scroll" aria-label={caption} tabIndex={0}>
      <table>
        <caption>
          <span class="caption">{caption}</span>
        </caption>
        <thead>
          <tr>
            {columns.map(({ head, align }) => (
              <th key={head} scope="col" class={align === 'right' ? 'figure' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join()}>
              {row.map((text, index) => (
                <td key={columns[index]?.head} class={columns[index]?.align === 'right' ? 'figure' : undefined}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {notes.map((note) => (
        <p class="caption" key={note}>
          {note}
        </p>
      ))}
    </section>
  );
}

type EditProps = { readonly view: View; readonly report: ReportRow; readonly one: TextBlock; readonly text: string };

/** Saved empty, a paragraph is again what was generated. */
function EditText({ view, report, one: { id, edit, outdated }, text }: EditProps) {
  const say = view.words('reports');
  return (
    <details class="report-edit" open={outdated}>
      <summary>{edit === undefined ? say('page.edit') : `${say('page.edit')} (${say('page.edited')})`}</summary>
      {edit === undefined ? null : <p class="field-hint">{say('page.generated', { text })}</p>}
      <PostForm view={view} action={reportLinks.act(report._id, 'edit')}>
        <input type="hidden" name="block" value={id} />
        <textarea name="text" aria-label={say('page.edit')} maxLength={5_000}>
          {edit?.text ?? text}
        </textarea>
        <button class="quiet" type="submit">
          {say('page.save')}
        </button>
      </PostForm>
    </details>
  );
}
