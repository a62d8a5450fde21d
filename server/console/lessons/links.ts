import type { Times } from '../../lessons/passages';
import { consolePath } from '../links';

/** What somebody looks at; only what differs from the page without a filter stands in the address. */
export type LessonFilter = { readonly times: Times; readonly course?: string | undefined; readonly version?: string | undefined };

const at = (path: string, { times, course, version }: Partial<LessonFilter>) => {
  const named = { course, version, times: times === 'first' ? undefined : times };
  const given = Object.entries(named).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]]));
  return `${consolePath}/lessons${path}${given.length === 0 ? '' : `?${new URLSearchParams(given)}`}`;
};
const pathOf = (lesson: string) => `/${encodeURIComponent(lesson)}`;

export const lessonLinks = {
  list: (filter: Partial<LessonFilter> = {}) => at('', filter),
  listExport: (filter: Partial<LessonFilter>) => at('/export.csv', filter),
  one: (lesson: string, filter: Partial<LessonFilter> = {}) => at(pathOf(lesson), filter),
  export: (lesson: string, filter: Partial<LessonFilter>) => at(`${pathOf(lesson)}/export.csv`, filter),
} as const;
