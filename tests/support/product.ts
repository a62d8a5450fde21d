import { createLogger } from '../../server/observability/logger';
import { type Running, start } from '../../server/start';
import { type Installation, makeInstallation } from './installation';

export type Product = Pick<Installation, 'codes' | 'plan'> & {
  readonly running: Running;
  readonly address: string;
  readonly advance: (ms: number) => void;
  readonly close: () => Promise<void>;
};

/**
 * A real installation with three schools of 100 people in all, started by the product's own function. Its clock is real time
 * plus what `advance` adds, so that nobody has to wait for a reader.
 */
export async function startProduct(): Promise<Product> {
  const { config, codes, plan, remove } = await makeInstallation({ pupils: 40, codes: 20 });
  let ahead = 0;
  const running = await start(config, { now: () => new Date(Date.now() + ahead), logger: createLogger('silent') });
  return {
    running,
    address: running.address,
    codes,
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
