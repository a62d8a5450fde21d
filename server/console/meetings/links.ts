import { consolePath } from '../links';

const at = (path: string) => `${consolePath}${path}`;
const part = encodeURIComponent;
const done = (what: string | undefined) => (what === undefined ? '' : `?done=${what}`);
const meeting = (id: string) => `/meetings/${part(id)}`;
const list = (id: string, group: string) => `${meeting(id)}/lists/${part(group)}`;

/** Every address of meetings, and the one a class monitor opens. */
export const meetingLinks = {
  all: () => at('/meetings'),
  plan: (organisations: readonly string[] = []) => {
    const query = new URLSearchParams(organisations.map((id) => ['organisation', id]));
    return at(`/meetings/new${organisations.length === 0 ? '' : `?${query}`}`);
  },
  one: (id: string, what?: string) => at(`${meeting(id)}${done(what)}`),
  sheet: (id: string) => at(`${meeting(id)}/sheet.pdf`),
  minutes: (id: string) => at(`${meeting(id)}/minutes.pdf`),
  headcount: (id: string) => at(`${meeting(id)}/headcount`),
  confirm: (id: string) => at(`${meeting(id)}/confirm`),
  clear: (id: string) => at(`${meeting(id)}/clear`),
  cancel: (id: string) => at(`${meeting(id)}/cancel`),
  list: (id: string, group: string, what?: string) => at(`${list(id, group)}${done(what)}`),
  listFile: (id: string, group: string) => at(`${list(id, group)}/file`),
  monitor: (id: string, group: string) => at(`${list(id, group)}/link`),
  screen: (id: string) => at(`${meeting(id)}/screen`),
  screenCode: (id: string) => at(`${meeting(id)}/screen/code`),
  files: (id: string) => at(`${meeting(id)}/files`),
  file: (id: string, file: string) => at(`${meeting(id)}/files/${part(file)}`),
  openAttendance: (token: string) => at(`/attendance/${part(token)}`),
  attendance: (what?: string) => at(`/attendance${done(what)}`),
} as const;
