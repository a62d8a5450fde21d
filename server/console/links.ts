import type { DefinitionId } from './definitions';
import type { NodeName } from './figure-source';
import type { Filters } from './filters';

/** Where the console is mounted; a name others rely on (`docs/design/architecture.md` §8). */
export const consolePath = '/console';

/** Every address of the console, with the filters that differ from the plan's own. */
export const links = {
  signIn: (reason?: 'ended' | 'signed-out' | 'password-set') => `${consolePath}/sign-in${reason === undefined ? '' : `?because=${reason}`}`,
  signOut: () => `${consolePath}/sign-out`,
  account: () => `${consolePath}/account`,
  definitions: (anchor?: DefinitionId) => `${consolePath}/definitions${anchor === undefined ? '' : `#${anchor}`}`,
  figures: () => `${consolePath}/figures`,
  plan: (plan: string, filters: Partial<Filters> = {}) => `${planPath(plan)}${queryOf(filters)}`,
  planFigures: (plan: string, filters: Partial<Filters>) => `${planPath(plan)}/figures.json${queryOf(filters)}`,
  planExport: (plan: string, filters: Partial<Filters>) => `${planPath(plan)}/export.json${queryOf(filters)}`,
  indicator: (plan: string, id: string, filters: Partial<Filters> = {}) => `${indicatorPath(plan, id)}${queryOf(filters)}`,
  export: (plan: string, id: string, filters: Partial<Filters>) => `${indicatorPath(plan, id)}/export.csv${queryOf(filters)}`,
  trend: (plan: string, id: string, filters: Partial<Filters>, look: { readonly scheme: string; readonly size: string }) =>
    `${indicatorPath(plan, id)}/trend.svg${queryOf(filters, look)}`,
  inLanguage: (here: string, language: string) => {
    const url = new URL(here, 'http://console');
    url.searchParams.set('lang', language);
    return `${url.pathname}${url.search}`;
  },
} as const;

export function nodeText(node: NodeName): string {
  return `${node.kind}:${node.id}`;
}

function planPath(plan: string): string {
  return `${consolePath}/plans/${encodeURIComponent(plan)}`;
}

function indicatorPath(plan: string, id: string): string {
  return `${planPath(plan)}/indicators/${encodeURIComponent(id)}`;
}

function queryOf(
  { node, period, cutOff, reading, by, sort, order }: Partial<Filters>,
  more: Readonly<Record<string, string>> = {},
): string {
  const named = { node: node === undefined ? undefined : nodeText(node), period, cutOff, reading, by, sort, order, ...more };
  const given = Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
