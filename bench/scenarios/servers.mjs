import { supplyEvents } from '../driver/event-supply.mjs';
import { LearnerLoad } from '../driver/learner-load.mjs';
import { startSendApi } from '../driver/send-api.mjs';
import { startTarget } from '../targets/start-target.mjs';
import { targets } from '../targets/targets.mjs';

const secret = 'bench-app-secret';

/** A server that is up and knows its learners, with its own Send API and its own load. */
export async function startServer(name, learners) {
  const target = targets[name];
  const sendApi = await startSendApi();
  const running = await startTarget({ ...target, learners, secret, sendApi: sendApi.origin });
  const supply = supplyEvents({ learners, secret, webhook: target.webhook, says: target.says });
  const load = new LearnerLoad({ port: running.port, sendApi, supply, learners });
  return {
    name,
    learners,
    load,
    supply,
    sendApi,
    pid: running.pid,
    startedInMs: running.startedInMs,
    faults: () => Object.values(load.faults).reduce((sum, count) => sum + count, 0),
    async stop() {
      load.close();
      sendApi.close();
      await running.stop();
    },
  };
}

/** All of them one after the other, so that starting one does not slow another; `work` has them all up. */
export async function withServers(wanted, work) {
  const servers = [];
  try {
    for (const { name, learners } of wanted) servers.push(await startServer(name, learners));
    return await work(servers);
  } finally {
    for (const server of servers) await server.stop();
  }
}

/** Each round begins with another server, so that none always runs after the same one. */
export const inTurn = (servers, round) => servers.map((_, index) => servers[(index + round) % servers.length]);
