import { may, type Permission } from '../staff/roles';
import type { StaffMember } from '../staff/staff-member';
import { denominatorLinks } from './denominators/links';
import { consolePath } from './links';
import { meetingLinks } from './meetings/links';
import { placeLinks } from './places/links';
import { reportLinks } from './reports/links';
import { rosterLinks } from './rosters/links';
import { returnLinks } from './returns/links';
import { staffLinks } from './staff/links';

/** The ways to the parts of the console, in the order of the menu; `key` is its name in console.json under `menu`. */
const entries = [
  { key: 'figures', href: consolePath, permission: 'see-figures' },
  { key: 'places', href: placeLinks.organisations(), permission: 'manage-groups' },
  { key: 'meetings', href: meetingLinks.all(), permission: 'record-meetings' },
  { key: 'reports', href: reportLinks.list(), permission: 'write-reports' },
  { key: 'thirdParty', href: staffLinks.requests(), permission: 'answer-requests' },
  { key: 'bases', href: rosterLinks.queue(), permission: 'approve-bases' },
  { key: 'returns', href: returnLinks.all(), permission: 'record-meetings' },
  { key: 'denominators', href: denominatorLinks.register(), permission: 'enter-denominators' },
  { key: 'staff', href: staffLinks.list(), permission: 'manage-staff' },
  { key: 'audit', href: staffLinks.audit(), permission: 'see-audit' },
] as const satisfies readonly Entry[];

type Entry = { readonly key: string; readonly href: string; readonly permission: Permission };

/** What somebody's role opens. A menu of one entry is none. */
export function menuFor(member: StaffMember): readonly Entry[] {
  const open = entries.filter(({ permission }) => may(member, permission));
  return open.length > 1 ? open : [];
}
