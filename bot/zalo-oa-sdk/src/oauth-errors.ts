import { type ErrorEntry, entry } from './error-entry';

/** Refusals of `oauth.zaloapp.com`. No official list is published: these were seen. */
export const oauthErrors: readonly ErrorEntry[] = [
  entry(-14002, 'human', 'operator', 'The application is not activated, or its id is wrong'),
  entry(-14003, 'human', 'operator', 'The redirect address is not the one saved as the callback of the Official Account'),
  entry(-14014, 'human', 'operator', 'The refresh token is unknown or dead: an administrator of the account must grant access again'),
];
