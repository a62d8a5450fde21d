import { consolePath } from '../links';

type Query = Readonly<Record<string, string | undefined>>;

export const plansLinks = {
  document: (plan: string, query: Query = {}) => `${planPath(plan)}/document${queryOf(query)}`,
  tasks: (plan: string, query: Query = {}) => `${planPath(plan)}/tasks${queryOf(query)}`,
  task: (plan: string, task: string, query: Query = {}) => `${planPath(plan)}/tasks/${encodeURIComponent(task)}${queryOf(query)}`,
} as const;

function planPath(plan: string): string {
  return `${consolePath}/plans/${encodeURIComponent(plan)}`;
}

function queryOf(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
