import { consolePath } from '../links';

const at = (path: string, query: Readonly<Record<string, string | undefined>> = {}) => {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]]));
  return `${consolePath}${path}${given.length === 0 ? '' : `?${new URLSearchParams(given)}`}`;
};
const part = encodeURIComponent;
const period = (plan: string, id: string) => `/returns/periods/${part(plan)}/${part(id)}`;

/** Every address of units' returns, outputs and entered figures. */
export const returnLinks = {
  all: () => at('/returns'),
  ask: (plan: string, id: string) => at(`${period(plan, id)}/ask`),
  period: (plan: string, id: string, done?: string) => at(period(plan, id), { done }),
  form: (plan: string, id: string) => at(`${period(plan, id)}/form.xlsx`),
  file: (plan: string, id: string) => at(`${period(plan, id)}/file`),
  reminder: (plan: string, id: string) => at(`${period(plan, id)}/reminder`),
  one: (id: string, done?: string) => at(`/returns/units/${part(id)}`, { done }),
  act: (id: string, act: 'accept' | 'return') => at(`/returns/units/${part(id)}/${act}`),

  outputs: (query: { readonly from?: string; readonly to?: string; readonly done?: string } = {}) => at('/outputs', query),
  newOutput: () => at('/outputs/new'),
  withdrawOutput: (id: string) => at(`/outputs/${part(id)}/withdraw`),

  entered: () => at('/entered'),
  enteredPeriod: (plan: string, id: string, done?: string) => at(`/entered/${part(plan)}/${part(id)}`, { done }),
  enter: (plan: string, id: string, indicator: string) => at(`/entered/${part(plan)}/${part(id)}/${part(indicator)}`),
  decide: (id: string, act: 'confirm' | 'refuse') => at(`/entered-figures/${part(id)}/${act}`),
} as const;
