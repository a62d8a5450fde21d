export const roles = ['administrator', 'data-officer', 'officer', 'organiser', 'content-author', 'legal-reviewer', 'viewer'] as const;
export type Role = (typeof roles)[number];

/**
 * Everything a member of staff may do. One may prepare what only another approves: `confirm-meetings`, `approve-bases`,
 * `approve-denominators` and `sign-reports` are never used on one's own work, whatever the role.
 */
export const permissions = [
  'keep-own-account',
  'see-figures',
  'export-figures',
  'see-lesson-figures',
  'manage-staff',
  'see-audit',
  'manage-places',
  'manage-groups',
  'manage-rosters',
  'approve-bases',
  'record-meetings',
  'confirm-meetings',
  'clear-queries',
  'record-consents',
  'answer-requests',
  'match-people',
  'manage-readiness',
  'manage-plans',
  'report-workforce',
  'enter-denominators',
  'approve-denominators',
  'run-campaigns',
  'write-reports',
  'sign-reports',
  'write-content',
  'review-content',
] as const;
export type Permission = (typeof permissions)[number];

const organises = [
  'manage-groups',
  'manage-rosters',
  'record-meetings',
  'confirm-meetings',
  'record-consents',
  'report-workforce',
] as const;
const counts = ['see-figures', 'export-figures', 'see-lesson-figures'] as const;

/** No role may look somebody up by phone or by population: there is no such permission (issue of third parties: `answer-requests`). */
const granted: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: [...counts, 'manage-staff', 'see-audit', 'manage-places', 'manage-groups', 'manage-readiness', 'manage-plans'],
  'data-officer': [...counts, 'see-audit', 'approve-bases', 'answer-requests', 'match-people', 'manage-readiness'],
  officer: [
    ...counts,
    ...organises,
    'manage-places',
    'clear-queries',
    'match-people',
    'manage-plans',
    'enter-denominators',
    'approve-denominators',
    'run-campaigns',
    'write-reports',
    'sign-reports',
  ],
  organiser: ['see-figures', ...organises],
  'content-author': ['write-content', 'see-lesson-figures'],
  'legal-reviewer': ['review-content', 'see-lesson-figures'],
  viewer: ['see-figures', 'see-lesson-figures'],
};

/** Everybody looks after their own account. */
export function may({ role }: { readonly role: Role }, permission: Permission): boolean {
  return permission === 'keep-own-account' || granted[role].includes(permission);
}

/** These two must give a second factor at every sign-in. */
export function needsSecondFactor(role: Role): boolean {
  return role === 'administrator' || role === 'officer';
}
