import { consolePath } from '../links';

const at = (path: string, query: Readonly<Record<string, string | undefined>> = {}) => {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]]));
  return `${consolePath}/denominators${path}${given.length === 0 ? '' : `?${new URLSearchParams(given)}`}`;
};
const part = encodeURIComponent;

export const registerParts = ['current', 'waiting', 'missing', 'stale', 'conflicts', 'enrolled', 'plans'] as const;
export type RegisterPart = (typeof registerParts)[number];
/** What somebody looks at in the register. */
export type Asked = { readonly show: RegisterPart; readonly q: string; readonly page: number; readonly done?: string | undefined };
export type RegisterQuery = {
  readonly show?: RegisterPart;
  readonly q?: string | undefined;
  readonly page?: string | undefined;
  readonly done?: string;
};

export const denominatorLinks = {
  register: (query: RegisterQuery = {}) => at('', query),
  enter: (given: { readonly place?: string; readonly population?: string; readonly measure?: string } = {}) => at('/new', given),
  proposal: (id: string, done?: string) => at(`/proposals/${part(id)}`, { done }),
  act: (id: string, act: 'refuse' | 'withdraw') => at(`/proposals/${part(id)}/${act}`),
  approve: () => at('/approve'),
  lists: () => at('/lists'),
  template: () => at('/lists/template.xlsx'),
  list: (id: string) => at(`/lists/${part(id)}`),
  confirmList: (id: string) => at(`/lists/${part(id)}/confirm`),
  paper: (id: string) => at(`/papers/${part(id)}`),
} as const;
