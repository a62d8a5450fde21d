import { type SignatureVariant, type VerifyOptions, verifyWebhook } from 'zalo-oa-sdk';
import type { RawRequest } from '../channel';

/**
 * Zalo signs the raw bytes with the secret of the account's webhook page, which is not the application's secret. Of the ways of signing
 * that sources dispute, the one that matched is told once.
 */
export function createIsGenuine(
  options: VerifyOptions,
  onSignature?: (variant: SignatureVariant) => void,
): (request: Pick<RawRequest, 'headers' | 'body'>) => boolean {
  const told = new Set<string>();
  return (request) => {
    const verdict = verifyWebhook(request, options);
    if (!verdict.genuine) return false;
    const { first, timestamp } = verdict.variant;
    if (!told.has(first + timestamp)) onSignature?.(verdict.variant);
    told.add(first + timestamp);
    return true;
  };
}
