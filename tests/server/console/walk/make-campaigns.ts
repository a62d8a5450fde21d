import type { Connection } from 'mongoose';
import { native } from '../../../../server/storage/collection';
import { campaigns } from '../../../../server/storage/collections/campaigns';
import { clock } from '../open-console';
import { foreign, foreignMark, own } from './world';

/** One campaign of one's own area and one of another. */
export async function makeCampaigns(db: Connection): Promise<void> {
  await native(campaigns(db)).deleteMany({});
  const shared = { what: 'lesson', state: 'new', createdBy: 'staff-own', createdAt: clock, cursor: '', counts: {} } as const;
  await native(campaigns(db)).insertMany([
    { _id: 'campaign-own', name: 'Đợt thử', audience: { populations: ['upper-secondary'], area: own.area }, ...shared },
    { _id: 'campaign-foreign', name: `Đợt ${foreignMark}`, audience: { populations: ['upper-secondary'], area: foreign.area }, ...shared },
  ]);
}
