import type { Connection } from 'mongoose';
import { languages, loadTexts, type Texts } from './i18n';
import { type Keys, keyedHash } from './keys';
import { type InstallationRow, installation } from './storage/collections/installation';

/** Texts: `installation.<code>` of cli.json; documented in `docs/errors.md`. */
export const installationFaults = ['demonstration_data', 'real_data', 'other_secret', 'other_service_worker_secret'] as const;
export type InstallationFault = (typeof installationFaults)[number];

/** Start-up cannot go on: going on would mix made-up people with real ones, or count everybody twice under new keys. */
export class OtherInstallationError extends Error {
  constructor(
    readonly fault: InstallationFault,
    texts: Texts,
  ) {
    super(languages.map((language) => texts(language, 'cli')(`installation.${fault}`)).join('\n'));
    this.name = 'OtherInstallationError';
  }
}

/** Marks an empty database as this installation's; throws if it is marked as another's. Awaited at every start, before anything is written. */
export async function assertSameInstallation(db: Connection, { demo, keys, now }: { demo: boolean; keys: Keys; now: Date }): Promise<void> {
  const ours: InstallationRow = {
    _id: 'installation',
    demo,
    secret: keyedHash(keys.of('installation'), 'installation'),
    serviceWorkerSecret: keyedHash(keys.serviceWorker, 'installation'),
    createdAt: now,
  };
  const { _id, ...marks } = ours;
  await installation(db).updateOne({ _id }, { $setOnInsert: marks }, { upsert: true });
  const found = await installation(db).findOne({ _id }).lean<InstallationRow>();
  const fault = found === null ? undefined : faultBetween(found, ours);
  if (fault !== undefined) throw new OtherInstallationError(fault, loadTexts());
}

function faultBetween(found: InstallationRow, ours: InstallationRow): InstallationFault | undefined {
  if (found.demo !== ours.demo) return found.demo ? 'demonstration_data' : 'real_data';
  if (found.secret !== ours.secret) return 'other_secret';
  if (found.serviceWorkerSecret !== ours.serviceWorkerSecret) return 'other_service_worker_secret';
  return undefined;
}
