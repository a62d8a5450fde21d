import { may } from '../../staff/roles';
import type { StaffMember } from '../../staff/staff-member';
import { lessonLinks } from '../lessons/links';
import { consolePath } from '../links';
import { staffLinks } from '../staff/links';
import { homeLinks } from './links';

/** What somebody meets after signing in: figures, for who organises their own groups, lessons for who writes them, for others the account with its menu. */
export function homeOf(member: StaffMember): string {
  if (may(member, 'manage-groups') && !may(member, 'export-figures')) return homeLinks.home();
  if (may(member, 'see-figures')) return consolePath;
  return may(member, 'see-lesson-figures') && member.scope.kind === 'everything' ? lessonLinks.list() : staffLinks.account();
}
