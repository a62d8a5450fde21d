import { join } from 'node:path';
import { startEmbeddedStore } from '@hieu-luat/embedded-store';
import { createLogger } from '../../server/observability/logger';
import { type Running, start } from '../../server/start';
import { makeInstallation } from '../support/installation';
import { WebLearner } from '../support/web-learner';

test('a learner is answered when one process takes the events and another runs the turns', async () => {
  const { config, codes, remove } = await makeInstallation({ pupils: 40, codes: 1 });
  const store = await startEmbeddedStore({ dir: join(config.dataDir, 'store') });
  const split = { ...config, mongodbUri: store.uri };
  const logger = createLogger('silent');
  const processes: Running[] = [];
  try {
    processes.push(
      await start({ ...split, roles: ['worker', 'scheduler'] }, { logger }),
      await start({ ...split, roles: ['web'] }, { logger }),
    );
    const learner = new WebLearner(processes[1]?.address ?? '');
    await learner.open();

    await learner.join(codes[0]);
    await learner.tap('16 hoặc 17 tuổi');
    const said = await learner.tap('Đồng ý');

    expect(said.text).toMatch(/được tính là một người/);
  } finally {
    for (const one of processes) await one.stop();
    await store.stop();
    remove();
  }
});
