import type { QualityFilter } from '../../quality/quality-rows';
import { consolePath } from '../links';

const at = (path: string, query: Readonly<Record<string, string | undefined>>) => {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]]));
  return `${consolePath}/quality${path}${given.length === 0 ? '' : `?${new URLSearchParams(given)}`}`;
};

/** What somebody looks at; only what differs from the page without a filter stands in the address. */
type Asked = Partial<QualityFilter>;
const queryOf = ({ kind, state, q }: Asked) => ({ kind, state: state === 'open' ? undefined : state, q });

export const qualityLinks = {
  page: (asked: Asked = {}, done?: string) => at('', { ...queryOf(asked), done }),
  export: (asked: Asked) => at('/export.csv', queryOf(asked)),
  clear: (id: string) => at(`/queries/${encodeURIComponent(id)}/clear`, {}),
} as const;
