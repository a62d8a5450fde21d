import { heldBy, missingFor, type Recorded } from '../../readiness/readiness';
import { type ReadinessItem, type ReadinessRow, readinessItems } from '../../storage/collections/readiness';
import { DoneNotice } from '../components/form';
import { Layout } from '../components/layout';
import { ScrollBox } from '../components/scroll-box';
import type { View } from '../view';
import { readinessLinks } from './links';

type Props = {
  readonly view: View;
  readonly recorded: Recorded;
  readonly demo: boolean;
  readonly done: ReadinessItem | undefined;
};

/** Which channels are open, and what is recorded of each item. */
export function ReadinessPage({ view, recorded, demo, done }: Props) {
  const r = view.words('readiness');
  return (
    <Layout view={view} title={r('title')}>
      <div class="stack">
        <div>
          <h1>{r('title')}</h1>
          <p class="lead">{r('lead')}</p>
          <DoneNotice text={done === undefined ? undefined : r('cli.recorded', { item: r(`item.${done}`) })} />
          {demo ? <p class="notice">{r('cli.demonstration')}</p> : null}
        </div>
        {demo ? null : <Channels view={view} recorded={recorded} />}
        <ScrollBox view={view}>
          <table>
            <caption>{r('caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{r('column.item')}</th>
                <th scope="col">{r('column.recorded')}</th>
              </tr>
            </thead>
            <tbody>
              {readinessItems.map((item) => (
                <tr key={item}>
                  <th scope="row">
                    <a href={readinessLinks.item(item)}>{r(`item.${item}`)}</a>
                  </th>
                  <td>{recordedText(view, recorded.get(item))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </div>
    </Layout>
  );
}

function Channels({ view, recorded }: Pick<Props, 'view' | 'recorded'>) {
  const r = view.words('readiness');
  return (
    <section class="panel" aria-labelledby="channels">
      <h2 id="channels">{r('channels')}</h2>
      <ul>
        {(['web', 'messenger', 'zalo'] as const).map((channel) => {
          const missing = missingFor([channel], recorded).map((item) => r(`item.${item}`));
          return (
            <li key={channel}>
              <strong>{r(`channel.${channel}`)}</strong>. {missing.length === 0 ? r('open') : r('closed', { missing: missing.join('; ') })}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** One recording in a line: who or when, and the document. */
export function recordedText(view: View, row: ReadinessRow | undefined): string {
  if (row === undefined) return view.words('readiness')('notRecorded');
  const held = heldBy[row.item] === 'name' ? row.name : row.date && view.format.day(row.date);
  return `${held}, ${row.document}`;
}
