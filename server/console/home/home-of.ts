import { may } from '../../staff/roles';
import type { StaffMember } from '../../staff/staff-member';
import { consolePath } from '../links';
import { staffLinks } from '../staff/links';
import { homeLinks } from './links';

/** What somebody meets after signing in: figures, for who organises their own groups, for others the account with its menu. */
export function homeOf(member: StaffMember): string {
  if (may(member, 'manage-groups') && !may(member, 'export-figures')) return homeLinks.home();
  return may(member, 'see-figures') ? consolePath : staffLinks.account();
}
