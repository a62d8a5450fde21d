import type { ZaloAddresses } from './zalo-simulator';
import { sampleAccount } from './zalo-simulator/options';

/** What connects the product to the simulator's own account. */
export function zaloAccountSettings({ oauthUrl, apiUrl, businessUrl }: ZaloAddresses) {
  return {
    ZALO_APP_ID: sampleAccount.appId,
    ZALO_APP_SECRET: sampleAccount.appSecret,
    ZALO_OA_SECRET: sampleAccount.oaSecret,
    ZALO_OAUTH_URL: oauthUrl,
    ZALO_API_URL: apiUrl,
    ZALO_BUSINESS_URL: businessUrl,
  };
}
