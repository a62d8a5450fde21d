import type { AgencyToday } from '../../plans/agencies';
import type { View } from '../view';

type Props = { readonly view: View; readonly name: string; readonly today: AgencyToday };

/** An agency as the plan calls it, and who does its work today; where nobody is known for sure, that is said. */
export function AgencyName({ view, name, today }: Props) {
  const say = view.words('plans');
  if (today.state === 'kept') return <>{name}</>;
  return (
    <>
      {name}
      <span class="agency-now">
        {today.state === 'gap' ? (
          <strong class="gap">{say('agency.gap')}</strong>
        ) : (
          say('agency.now', {
            names: today.to.map(({ name: now, for: work }) => (work === undefined ? now : `${now} (${work})`)).join('; '),
          })
        )}
      </span>
    </>
  );
}
