import type { Connection } from 'mongoose';
import { heldBy, recordReadiness } from '../../server/readiness/readiness';
import { readinessItems } from '../../server/storage/collections/readiness';

/** Records everything that an installation needs before learners may come in, by every channel. */
export async function makeReady(db: Connection, now: Date): Promise<void> {
  for (const item of readinessItems) {
    const held = heldBy[item] === 'name' ? { name: 'Sở Y tế Thử' } : { date: '2026-01-05' };
    await recordReadiness(db, { item, document: 'Số 01/QĐ-THU', ...held }, { by: 'cli', now });
  }
}
