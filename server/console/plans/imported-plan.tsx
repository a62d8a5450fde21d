import { links } from '../links';
import type { View } from '../view';

type Props = { readonly view: View; readonly version: string | undefined; readonly beingCounted: ReadonlySet<string> };

/** The way to the plan that a draft became, as soon as there is something to see. */
export function ImportedPlan({ view, version, beingCounted }: Props) {
  const say = view.words('plans');
  if (version === undefined) return null;
  return beingCounted.has(version) ? <p>{say('drafts.beingCounted')}</p> : <a href={links.plan(version)}>{say('drafts.openPlan')}</a>;
}
