import type { QualityRow } from '../../quality/quality-rows';
import { isFew } from '../../reach/small-groups';
import { denominatorLinks } from '../denominators/links';
import { links } from '../links';
import { meetingLinks } from '../meetings/links';
import type { View } from '../view';

/** What a row says on the screen and in the file: one place for both. */
export function rowTexts(view: View, { kind, people, population, day, isOpen }: QualityRow) {
  const say = view.words('quality');
  return {
    kind: say(`kind.${kind}.title`),
    about: say(`kind.${kind}.about`),
    population: population === undefined ? '' : view.words('places')(`population.${population}`),
    people: people === undefined ? '' : isFew(people) ? say('few') : view.format.number(people),
    day: view.format.day(day),
    state: say(isOpen ? 'state.open' : 'state.cleared'),
    act: say(`kind.${kind}.act`),
    who: say(`kind.${kind}.who`),
  };
}

/** Where something can be done about it; a query about lessons is cleared on the page itself. */
export function hrefOf({ remedy }: QualityRow): string | undefined {
  if (remedy.at === 'meeting') return meetingLinks.one(remedy.id);
  if (remedy.at === 'denominator') return denominatorLinks.enter({ place: remedy.node, population: remedy.population });
  if (remedy.at === 'indicator')
    return links.indicator(remedy.plan, remedy.indicator, { node: { kind: 'organisation', id: remedy.organisation } });
  return undefined;
}
