import type { Step } from '../../progress/first-steps';
import { meetingLinks } from '../meetings/links';
import { peopleLinks } from '../people/links';
import { placeLinks } from '../places/links';
import { rosterLinks } from '../rosters/links';
import type { View } from '../view';

/** From an empty list to the first numbers, one line a step; the first that is open says where it is done. */
export function StepsPart({ view, steps }: { readonly view: View; readonly steps: readonly Step[] }) {
  const s = view.words('home');
  const next = steps.find(({ done }) => !done);
  return (
    <section class="panel" aria-labelledby="steps">
      <h2 id="steps">{s('steps.title')}</h2>
      <ol class="home-steps">
        {steps.map((step) => (
          <li key={step.name} aria-current={step === next ? 'step' : undefined}>
            <p>
              <strong>{s(`steps.${step.name}.title`)}</strong>{' '}
              <span class={`state state-${step.done ? 'good' : 'warn'}`}>{s(step.done ? 'steps.done' : 'steps.open')}</span>
            </p>
            {step === next ? (
              <>
                <p>{s(`steps.${step.name}.how`)}</p>
                <p class="row-actions">
                  <a class="button" href={whereTo(view, step)}>
                    {s(`steps.${step.name}.go`)}
                  </a>
                </p>
              </>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

function whereTo({ member }: View, { name, group }: Step): string {
  const scope = member?.scope;
  if (name === 'group') return scope?.kind === 'organisation' ? rosterLinks.organisation(scope.id) : placeLinks.organisations();
  if (name === 'meeting') return meetingLinks.plan();
  if (group === undefined) return placeLinks.groups();
  if (name === 'slips') return peopleLinks.classSlips(group._id);
  if (name !== 'codes') return placeLinks.group(group._id);
  return rosterLinks.organisation(group.organisation, scope?.kind === 'group' ? group._id : undefined);
}
