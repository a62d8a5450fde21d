import type { Node } from '../reach/figure';
import type { Officer } from '../staff/officer';
import type { FigureQuery, FigureSource, NodeName } from './figure-source';

/** The area an officer is limited to. */
export function scopeOf(officer: Officer): NodeName | undefined {
  return officer.area === undefined ? undefined : { kind: 'area', id: officer.area };
}

/**
 * From the widest place the officer may see down to the place asked for; empty for the whole plan.
 * `undefined` when the place does not exist or lies outside their area: the two are not told apart.
 */
export async function placeFor(figures: FigureSource, officer: Officer, query: FigureQuery): Promise<readonly Node[] | undefined> {
  const scope = scopeOf(officer);
  if (query.node.kind === 'plan') return scope === undefined ? [] : undefined;

  const path = await figures.path(query.plan, query.node);
  if (path.length === 0) return undefined;
  if (scope === undefined) return path;

  const own = path.findIndex((node) => node.kind === scope.kind && node.id === scope.id);
  return own === -1 ? undefined : path.slice(own);
}
