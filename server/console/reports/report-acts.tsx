import type { ReportRow } from '../../storage/collections/reports';
import type { View } from '../view';

type Props = { readonly view: View; readonly report: ReportRow; readonly names: ReadonlyMap<string, string> };

/** Who did what to the report, in order. */
export function ReportActs({ view, report, names }: Props) {
  const say = view.words('reports');
  return (
    <section aria-labelledby="report-acts">
      <h2 id="report-acts">{say('page.acts')}</h2>
      <ol>
        {report.acts.map(({ at, by, did, note }) => (
          <li key={`${at.toISOString()} ${did}`}>
            {view.format.moment(at)}: {say(`page.act.${did}`)}, {names.get(by) ?? by}
            {note === undefined ? null : ` – ${note}`}
          </li>
        ))}
      </ol>
    </section>
  );
}
