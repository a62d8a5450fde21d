import { consolePath } from '../links';

const draftsPath = `${consolePath}/plan-drafts`;

type Query = Readonly<Record<string, string | undefined>>;

export const plansLinks = {
  overview: (plan: string) => `${planPath(plan)}/overview`,
  document: (plan: string, query: Query = {}) => `${planPath(plan)}/document${queryOf(query)}`,
  letters: (plan: string) => `${planPath(plan)}/letters`,
  tasks: (plan: string, query: Query = {}) => `${planPath(plan)}/tasks${queryOf(query)}`,
  task: (plan: string, task: string, query: Query = {}) => `${planPath(plan)}/tasks/${encodeURIComponent(task)}${queryOf(query)}`,
  gap: (plan: string, indicator: string, query: Query = {}) =>
    `${planPath(plan)}/indicators/${encodeURIComponent(indicator)}/gap${queryOf(query)}`,
  compare: (query: Query = {}) => `${consolePath}/plans/compare${queryOf(query)}`,
  drafts: (query: Query = {}) => `${draftsPath}${queryOf(query)}`,
  newDraft: () => `${draftsPath}/new`,
  upload: () => `${draftsPath}/upload`,
  draft: (draft: string, query: Query = {}) => `${draftsPath}/${encodeURIComponent(draft)}${queryOf(query)}`,
  draftAct: (draft: string, act: 'indicators' | 'reports' | 'tasks' | 'remove' | 'source' | 'import' | 'discard') =>
    `${draftsPath}/${encodeURIComponent(draft)}/${act}`,
} as const;

function planPath(plan: string): string {
  return `${consolePath}/plans/${encodeURIComponent(plan)}`;
}

function queryOf(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
