import { createZaloOa, isProbe, type SignatureVariant, type TokenStore, type VerifyOptions, type ZaloOaOptions } from 'zalo-oa-sdk';
import type { Channel, Outcome, RawResponse } from '../channel';
import { createIsGenuine } from './is-genuine';
import { type Shows, zaloCapabilities } from './limits';
import { parse } from './parse';
import { render } from './render';
import { createSend, marksOf } from './send';

export type ZaloOptions = {
  readonly appId: string;
  readonly appSecret: string;
  readonly oaSecret: string; // signs webhooks; another than the application's secret
  readonly tokens: TokenStore;
  readonly account?: string; // names the account in our ids; one pair of tokens speaks for one account
  readonly oauthUrl?: string;
  readonly apiUrl?: string;
  readonly businessUrl?: string;
  readonly shows?: Partial<Shows>;
  readonly signature?: Pick<VerifyOptions, 'first' | 'timestamp'>;
  readonly now: () => Date;
  /** Told once which of the disputed ways of signing turned out to be the platform's. */
  readonly onSignature?: (variant: SignatureVariant) => void;
  readonly onReconnectNeeded?: ZaloOaOptions['onReconnectNeeded'];
  readonly onButtonsRefused?: () => void;
};

/** Names the account in our ids where nothing else does: one pair of tokens speaks for one account. */
export const zaloAccount = 'oa';

/** One Zalo Official Account, through its webhook and consultation messages. */
export function createZalo(options: ZaloOptions): Channel {
  const { appId, oaSecret, account = zaloAccount, signature, onSignature, onButtonsRefused } = options;
  const wanted: Shows = { buttons: false, lists: false, ...options.shows };
  let shows = wanted;
  return {
    name: 'zalo',
    account,
    capabilities: zaloCapabilities(wanted),
    isGenuine: createIsGenuine({ appId, secrets: [oaSecret], ...signature }, onSignature),
    isProbe,
    parse: (request) => parse(request, account),
    answer: (_, outcome) => answers[outcome],
    render: (to, replies, idOf, occasion) => render(to, replies, idOf, { ...occasion, shows }),
    marksOf,
    send: createSend({
      zalo: clientOf(options),
      onButtonsRefused: () => {
        shows = { buttons: false, lists: false };
        onButtonsRefused?.();
      },
    }),
  };
}

/** The sender has its own rules for trying again, so the client does not. */
function clientOf({ appId, appSecret, tokens, oauthUrl, apiUrl, businessUrl, now, onReconnectNeeded }: ZaloOptions) {
  return createZaloOa({
    appId,
    appSecret,
    tokens,
    ...(oauthUrl === undefined ? {} : { oauthUrl }),
    ...(apiUrl === undefined ? {} : { openApiUrl: apiUrl }),
    ...(businessUrl === undefined ? {} : { businessUrl }),
    ...(onReconnectNeeded === undefined ? {} : { onReconnectNeeded }),
    now: () => now().getTime(),
    retries: { times: 0 },
  });
}

/**
 * Anything but 200 makes Zalo call the webhook broken and, after an hour of it, end the subscription: so also to what is forged, and to
 * the unsigned `{}` that tries a new address. Only what we could not store is asked for again.
 */
const answers: Readonly<Record<Outcome, RawResponse>> = {
  handshake: { status: 200 },
  accepted: { status: 200 },
  closed: { status: 200 },
  refused: { status: 200 },
  malformed: { status: 200 },
  unavailable: { status: 503, headers: { 'retry-after': '5' } },
};
