import { may, type Permission } from '../staff/roles';
import type { StaffMember } from '../staff/staff-member';
import { campaignLinks } from './campaigns/links';
import { denominatorLinks } from './denominators/links';
import { homeOf } from './home/home-of';
import { homeLinks } from './home/links';
import { lessonLinks } from './lessons/links';
import { consolePath, links } from './links';
import { matchLinks } from './matches/links';
import { meetingLinks } from './meetings/links';
import { peopleLinks } from './people/links';
import { placeLinks } from './places/links';
import { qualityLinks } from './quality/links';
import { readinessLinks } from './readiness/links';
import { reportLinks } from './reports/links';
import { returnLinks } from './returns/links';
import { rosterLinks } from './rosters/links';
import { staffLinks } from './staff/links';

/**
 * The ways to the parts of the console, in the order of the menu: what is done every week, what is decided, what is handed in, who may
 * do it. `key` is its name in console.json under `menu`.
 */
const entries = [
  { key: 'home', href: homeLinks.home(), permission: 'manage-groups' },
  { key: 'figures', href: links.figures(), permission: 'see-figures' },
  { key: 'places', href: placeLinks.organisations(), permission: 'manage-groups' },
  { key: 'slips', href: peopleLinks.slips(), permission: 'record-consents' },
  { key: 'meetings', href: meetingLinks.all(), permission: 'record-meetings' },
  { key: 'returns', href: returnLinks.all(), permission: 'record-meetings' },
  { key: 'requests', href: peopleLinks.requests(), permission: 'answer-requests' },
  { key: 'thirdParty', href: staffLinks.requests(), permission: 'answer-requests' },
  { key: 'bases', href: rosterLinks.queue(), permission: 'approve-bases' },
  { key: 'denominators', href: denominatorLinks.register(), permission: 'enter-denominators' },
  { key: 'quality', href: qualityLinks.page(), permission: 'clear-queries' },
  { key: 'lessons', href: lessonLinks.list(), permission: 'see-lesson-figures', wholeOnly: true },
  { key: 'matches', href: matchLinks.queue(), permission: 'match-people' },
  { key: 'reports', href: reportLinks.list(), permission: 'write-reports' },
  { key: 'campaigns', href: campaignLinks.list(), permission: 'run-campaigns' },
  { key: 'readiness', href: readinessLinks.all(), permission: 'manage-readiness', wholeOnly: true },
  { key: 'staff', href: staffLinks.list(), permission: 'manage-staff' },
  { key: 'audit', href: staffLinks.audit(), permission: 'see-audit' },
] as const satisfies readonly Entry[];

type Entry = {
  readonly key: string;
  readonly href: string;
  readonly permission: Permission;
  readonly wholeOnly?: true /* for no scope below everything */;
};

/** What somebody's role opens, what they meet first in front. A menu of one entry is none. */
export function menuFor(member: StaffMember): readonly Entry[] {
  const open: readonly Entry[] = entries.filter(
    ({ permission, wholeOnly }: Entry) => may(member, permission) && (wholeOnly === undefined || member.scope.kind === 'everything'),
  );
  if (open.length < 2) return [];
  if (homeOf(member) !== consolePath) return open;
  const figures = open.filter(({ key }) => key === 'figures').map((entry) => ({ ...entry, href: consolePath }));
  return [...figures, ...open.filter(({ key }) => key !== 'figures')];
}
