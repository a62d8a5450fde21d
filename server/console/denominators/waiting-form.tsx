import type { Register } from '../../denominators/register';
import type { DenominatorProposal } from '../../storage/collections/denominator-proposals';
import { PostForm } from '../components/form';
import type { View } from '../view';
import { denominatorLinks } from './links';
import { MeasureNote, WorkforceNote } from './register-tables';

type Props = {
  readonly view: View;
  readonly waiting: readonly DenominatorProposal[];
  readonly names: ReadonlyMap<string, string>;
  readonly mayApprove: boolean;
  readonly register: Register;
};

const mostShown = 300;

/** What waits for approval, each beside what counts now; one's own cannot be ticked. */
export function WaitingForm({ view, waiting, names, mayApprove, register }: Props) {
  const d = view.words('denominators');
  const p = view.words('places');
  const { format, member } = view;
  if (waiting.length === 0) return <p class="soft">{d('none.waiting')}</p>;
  const known = new Map(register.current.map((row) => [`${row.kind}:${row.node}:${row.population}`, row]));
  const open = (entered: DenominatorProposal['entered']) => mayApprove && entered.by !== member?.id;
  const shown = waiting.slice(0, mostShown);
  return (
    <PostForm view={view} action={denominatorLinks.approve()} class="waiting">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard */}
      <section class="scroll" aria-label={d('part.waiting')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {['tick', 'place', 'population', 'people', 'now', 'asOf', 'source', 'by'].map((head) => (
                <th key={head} scope="col" class={head === 'people' || head === 'now' ? 'figure' : undefined}>
                  {d(`head.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ _id, kind, node, name, population, people, measure, asOf, issuer, document, entered, paper, workforce }) => {
              const now = measure === undefined ? known.get(`${kind}:${node}:${population}`) : undefined;
              return (
                <tr key={_id}>
                  <td>
                    {open(entered) ? (
                      <input type="checkbox" name="proposal" value={_id} aria-label={d('tick', { name })} />
                    ) : (
                      <small>{d(entered.by === member?.id ? 'own' : 'notYours')}</small>
                    )}
                  </td>
                  <th scope="row">
                    <a href={denominatorLinks.proposal(_id)}>{name}</a>
                    <br />
                    <small>{node}</small>
                  </th>
                  <td>
                    {p(`population.${population}`)}
                    <MeasureNote view={view} measure={measure} />
                  </td>
                  <td class="figure">{format.number(people)}</td>
                  <td class="figure">{now === undefined ? '–' : format.number(now.people)}</td>
                  <td>{format.day(asOf)}</td>
                  <td>
                    {issuer}, {document}
                    <WorkforceNote view={view} workforce={workforce} />
                    {paper === undefined ? null : (
                      <>
                        {' '}
                        <a href={denominatorLinks.paper(paper)}>{d('paper')}</a>
                      </>
                    )}
                  </td>
                  <td>{names.get(entered.by) ?? '–'}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      {waiting.length > shown.length ? <p class="soft">{d('more', { number: format.number(waiting.length - shown.length) })}</p> : null}
      {shown.some(({ entered }) => open(entered)) ? <button type="submit">{d('approve')}</button> : <p class="soft">{d('needsAnother')}</p>}
    </PostForm>
  );
}
