import { CampaignFeeder, type FeederDeps } from './feeder';

const lookMs = 200;

/** Looks at the running campaigns several times a second. Answers how to stop; a look under way is waited for. */
export function feedRegularly(deps: FeederDeps, failed: (error: unknown) => void): () => Promise<void> {
  const feeder = new CampaignFeeder(deps);
  let under: Promise<void> | undefined;
  const timer = setInterval(() => {
    under ??= feeder
      .look()
      .catch(failed)
      .finally(() => {
        under = undefined;
      });
  }, lookMs);
  return async () => {
    clearInterval(timer);
    await under;
  };
}
