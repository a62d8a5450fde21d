import { memory } from '../driver/process-cost.mjs';
import { quantile } from '../driver/statistics.mjs';
import { sleep, until, withProduct } from './rig.mjs';

/** A campaign without trouble, with people who chat before, during and after it. */
export function steady({ people, perSecond, chatPerSecond, chatMs, warmMs }) {
  return withProduct({ people, perSecond }, async ({ product, platform, staff }) => {
    const chatFor = async (ms) => {
      await platform.ask('chat', chatPerSecond);
      await sleep(ms);
      return replies(await platform.ask('endChat'));
    };
    await chatFor(warmMs);
    const before = await chatFor(chatMs);

    const { id, plan, ms: plannedInMs } = await staff((one) => one.plan());
    const acceptedInMs = await staff((one) => one.start(id));
    const memoryOf = watchMemory(product.pid);
    await until(async () => (await platform.ask('state')).sent > 0);
    await platform.ask('chat', chatPerSecond);
    await until(async () => memoryOf.at((await platform.ask('state')).sent / people) >= 1, { everyMs: 500 });
    const during = replies(await platform.ask('endChat'));
    const { sent, firstAt, lastAt, ...state } = await platform.ask('state');
    await sleep(3_000);
    const after = await chatFor(chatMs);

    const perSecondUsed = (sent + during.count) / ((lastAt - firstAt) / 1000);
    const outcome = await platform.ask('outcome', people);
    return { plan, plannedInMs, acceptedInMs, before, during, after, perSecondUsed, ...state, ...outcome, memory: memoryOf.quarters };
  });
}

function replies({ waits, late }) {
  return { count: waits.length, late, p50: quantile(waits, 0.5), p95: quantile(waits, 0.95), p99: quantile(waits, 0.99) };
}

/** What the process needs for itself when each quarter of the audience has been written to. */
function watchMemory(pid) {
  const quarters = [memory(pid).ownMb];
  return {
    quarters,
    at: (share) => {
      while (share * 4 >= quarters.length && quarters.length <= 4) quarters.push(memory(pid).ownMb);
      return share;
    },
  };
}
