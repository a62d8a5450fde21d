import { loadCalendars } from '../../../courses/load-courses';
import type { CandidateDeps } from '../../campaigns/candidates';
import { channelsOf } from '../../channels-of';
import { createLogger } from '../../observability/logger';
import { loadPushSettings } from '../../pushes/push-settings';
import { loadAreaTree } from '../../reach/area-tree';
import { prepareStaff } from '../../staff/prepare-staff';
import { createSignIn, type SignInOutcome } from '../../staff/sign-in';
import type { CliContext, OpenInstallation } from '../context';

/** What planning asks of an installation; nothing is sent from here. */
export async function candidateDeps({ db, keys, config }: OpenInstallation, { now }: CliContext): Promise<CandidateDeps> {
  const channels = channelsOf({ config, keys, db, logger: createLogger('silent'), now }).byName;
  const [settings, tree] = await Promise.all([loadPushSettings(db, loadCalendars(config.contentDir)), loadAreaTree(db)]);
  return { db, keys, channels, settings, tree };
}

/** Who decides, by the password of their console account: two people's names from one person's keyboard are no two people. */
export async function signedIn({ db, keys }: OpenInstallation, context: CliContext, signInName: string): Promise<SignInOutcome> {
  await prepareStaff(db);
  const password = (await context.readStdin()).trim();
  return createSignIn(db, keys.of('sign-in'), context.now)({ signInName, password, address: 'cli' });
}
