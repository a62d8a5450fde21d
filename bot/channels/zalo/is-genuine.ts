import { type VerifyOptions, verifyWebhook } from 'zalo-oa-sdk';
import type { RawRequest } from '../channel';

/** Zalo signs the raw bytes with the secret of the account's webhook page, which is not the application's secret. */
export function isGenuine(request: Pick<RawRequest, 'headers' | 'body'>, options: VerifyOptions): boolean {
  return verifyWebhook(request, options).genuine;
}
