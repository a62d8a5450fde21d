import type { Register } from '../../denominators/register';
import type { View } from '../view';
import { denominatorLinks } from './links';

type Props = { readonly view: View; readonly register: Register };

/** What does not fit, side by side: totals and their parts, papers of one day. */
export function ConflictTables({ view, register: { sums, papers } }: Props) {
  const d = view.words('denominators');
  if (sums.length + papers.length === 0) return <p class="soft">{d('none.conflicts')}</p>;
  return (
    <div class="stack">
      {sums.map((one) => (
        <SumPanel key={one.total._id} view={view} conflict={one} />
      ))}
      {papers.map((one) => (
        <PaperPanel key={`${one.name} ${one.others[0]?.population} ${one.others[0]?.asOf}`} view={view} conflict={one} />
      ))}
    </div>
  );
}

function SumPanel({ view, conflict: { total, sum, missing } }: { readonly view: View; readonly conflict: Register['sums'][number] }) {
  const d = view.words('denominators');
  const p = view.words('places');
  const { format } = view;
  return (
    <section class="panel">
      <h2>
        {total.name}: {p(`population.${total.population}`)}
      </h2>
      <dl class="side-by-side">
        <div>
          <dt>{d('conflict.total', { issuer: total.issuer, document: total.document, day: format.day(total.asOf) })}</dt>
          <dd>{format.number(total.people)}</dd>
        </div>
        <div>
          <dt>{d('conflict.sum')}</dt>
          <dd>{format.number(sum)}</dd>
        </div>
        <div>
          <dt>{d('conflict.difference')}</dt>
          <dd>{format.signed(sum - total.people)}</dd>
        </div>
      </dl>
      <p>{d(sum > total.people ? 'conflict.sumCounts' : 'conflict.totalCounts')}</p>
      {missing.length === 0 ? null : (
        <p class="soft">{d('conflict.missing', { number: format.number(missing.length), names: missing.slice(0, 5).join('; ') })}</p>
      )}
    </section>
  );
}

function PaperPanel({ view, conflict: { name, counts, others } }: { readonly view: View; readonly conflict: Register['papers'][number] }) {
  const d = view.words('denominators');
  const p = view.words('places');
  const { format } = view;
  const population = others[0]?.population ?? counts?.population;
  return (
    <section class="panel">
      <h2>
        {name}
        {population === undefined ? '' : `: ${p(`population.${population}`)}`}
      </h2>
      <dl class="side-by-side">
        {counts === undefined ? null : (
          <div>
            <dt>{d('conflict.counts', { issuer: counts.issuer, document: counts.document, day: format.day(counts.asOf) })}</dt>
            <dd>{format.number(counts.people)}</dd>
          </div>
        )}
        {others.map((paper) => (
          <div key={`${paper.document} ${paper.people}`}>
            <dt>
              {d(paper.waiting ? 'conflict.waits' : 'conflict.superseded', {
                issuer: paper.issuer,
                document: paper.document,
                day: format.day(paper.asOf),
              })}
            </dt>
            <dd>
              {paper.proposal === undefined ? (
                format.number(paper.people)
              ) : (
                <a href={denominatorLinks.proposal(paper.proposal)}>{format.number(paper.people)}</a>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p>{d('conflict.lastCounts')}</p>
    </section>
  );
}
