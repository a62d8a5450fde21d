import type { Connection } from 'mongoose';
import type { Campaign } from '../../campaigns/model';
import { findNode } from '../../denominators/find-node';
import { countedIndicators } from '../../reach/indicators/counted';
import { currentPlans } from '../../reach/plan';
import type { View } from '../view';

/** Whom a campaign is for, in a line; its reader oversees all of it. */
export async function audienceText(db: Connection, view: View, { audience, what }: Pick<Campaign, 'audience' | 'what'>): Promise<string> {
  const c = view.words('campaigns');
  const p = view.words('places');
  const { populations, organisation, area, notReachedIn } = audience;
  const code = organisation ?? area;
  const node = code === undefined ? undefined : await findNode(db, 'everything', code);
  const people = new Intl.ListFormat(view.format.language, { type: 'conjunction' }).format(
    populations.map((one) => p(`population.${one}`)),
  );
  const lines = [
    c('console.audience.who', { what: c(`console.what.${what}`), people }),
    code === undefined ? c('console.audience.everywhere') : c('console.audience.at', { place: node?.name ?? code }),
    ...(notReachedIn === undefined ? [] : [c('console.audience.notReachedIn', { indicator: await indicatorText(db, notReachedIn) })]),
  ];
  return lines.join(' ');
}

async function indicatorText(db: Connection, { plan, indicator }: { readonly plan: string; readonly indicator: string }): Promise<string> {
  const found = (await currentPlans(db)).find(({ _id, plan: name }) => _id === plan || name === plan);
  const counted = found === undefined ? undefined : countedIndicators(found).find(({ id }) => id === indicator);
  return counted === undefined ? indicator : `${indicator}, ${counted.term}`;
}
