import type { AreaTree } from './area-tree';
import type { Place, Term } from './contribution';
import { rebased } from './rebased';

/** The organisation, the areas above it and the plan; none when it lies outside the plan's area. One object for each place. */
export function placesIn(plan: { readonly id: string; readonly area: string }, population: string, tree: AreaTree): Term['placesOf'] {
  const map = rebased(tree, plan.area);
  const known = new Map<string, readonly Place[]>();
  const places = new Map<string, Place>();
  const place = (kind: Place['kind'], node: string): Place => {
    const id = `${plan.id}/${kind === 'plan' ? kind : `${kind}=${node}`}:${population}:`;
    const made = places.get(id) ?? { id, plan: plan.id, kind, node, population };
    places.set(id, made);
    return made;
  };
  const find = (area: string, organisation: string | undefined): readonly Place[] => {
    const chain = map.chain(area);
    const top = chain.indexOf(plan.area);
    if (top < 0) return [];
    const own = organisation === undefined ? [] : [place('organisation', organisation)];
    return [...own, ...chain.slice(0, top).map((code) => place('area', code)), place('plan', plan.id)];
  };
  return ({ area, organisation }) => {
    const key = `${area} ${organisation ?? ''}`;
    const found = known.get(key) ?? find(area, organisation);
    known.set(key, found);
    return found;
  };
}
