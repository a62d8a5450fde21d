import { checkConfig } from '../../server/config';
import { newSecrets } from '../../server/demonstration-secrets';
import { deriveKeys, type Keys } from '../../server/keys';
import { createLogger, type Logger } from '../../server/observability/logger';
import { type Running, start } from '../../server/start';
import { type Installation, makeInstallation } from './installation';

export type Product = Pick<Installation, 'codes' | 'env' | 'plan'> & {
  readonly running: Running;
  readonly address: string;
  readonly keys: Keys;
  /** Moves the clock; back, too. */
  readonly advance: (ms: number) => void;
  readonly close: () => Promise<void>;
};

export type ProductOptions = {
  /** Settings besides those of `makeInstallation`: a Messenger page, say. */
  readonly env?: Readonly<Record<string, string>>;
  readonly logger?: Logger;
  readonly ready?: boolean; // false: learners are not let in yet
};

/**
 * A real installation with three schools of 100 people in all, started by the product's own function. Its clock is real time
 * plus what `advance` adds, so that nobody has to wait for a reader.
 */
export async function startProduct({ env = {}, logger = createLogger('silent'), ready = true }: ProductOptions = {}): Promise<Product> {
  const installation = await makeInstallation({ pupils: 40, codes: 20, ready });
  const { codes, plan, remove } = installation;
  const checked = checkConfig({ values: { ...installation.env, ...env } }, [], newSecrets);
  if ('faults' in checked) throw new Error(JSON.stringify(checked.faults));
  let ahead = 0;
  const running = await start(checked.config, { now: () => new Date(Date.now() + ahead), logger });
  return {
    running,
    address: running.address,
    keys: deriveKeys(checked.config.secrets.secretKey, checked.config.secrets.serviceWorkerKey),
    codes,
    env: { ...installation.env, ...env },
    plan,
    advance: (ms) => {
      ahead += ms;
    },
    close: async () => {
      await running.stop();
      remove();
    },
  };
}
