import { consolePath } from '../links';

const path = `${consolePath}/reports`;

export const reportLinks = {
  list: () => path,
  begin: (plan: string, period: string, corrects?: string) =>
    `${path}/new?${new URLSearchParams({ plan, period, ...(corrects === undefined ? {} : { corrects }) })}`,
  report: (id: string, query: Readonly<Record<string, string>> = {}) => {
    const rest = new URLSearchParams(query).toString();
    return `${path}/${encodeURIComponent(id)}${rest === '' ? '' : `?${rest}`}`;
  },
  act: (id: string, act: 'refresh' | 'edit' | 'check' | 'return' | 'sign-off') => `${path}/${encodeURIComponent(id)}/${act}`,
  file: (id: string, format: 'docx' | 'pdf' | 'xlsx') => `${path}/${encodeURIComponent(id)}/report.${format}`,
} as const;
