import { findCampaign } from '../../campaigns/change-campaign';
import { oversees } from '../../campaigns/check-audience';
import type { Campaign } from '../../campaigns/model';
import { loadAreaTree } from '../../reach/area-tree';
import type { ConsoleDeps } from '../console-deps';
import type { Visit } from '../requests';

/** The campaign of an address, for whoever oversees its whole audience; for everybody else it does not exist. */
export async function overseen({ db }: ConsoleDeps, { member, request }: Visit): Promise<Campaign | undefined> {
  const campaign = await findCampaign(db, String(request.params.campaign));
  return campaign !== undefined && oversees(member, campaign.audience, await loadAreaTree(db)) ? campaign : undefined;
}
