import { join } from 'node:path';
import { startEmbeddedStore } from '@hieu-luat/embedded-store';
import { createLogger } from '../../server/observability/logger';
import { type Running, start } from '../../server/start';
import { native } from '../../server/storage/collection';
import { lanes } from '../../server/storage/collections/lanes';
import { eventually } from '../support/eventually';
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

test('learners are answered while a second worker joins and after the first has stopped', async () => {
  const { config, codes, remove } = await makeInstallation({ pupils: 40, codes: 1 });
  const store = await startEmbeddedStore({ dir: join(config.dataDir, 'store') });
  const split = { ...config, mongodbUri: store.uri };
  const logger = createLogger('silent');
  const worker = (name: string) => start({ ...split, port: 0, roles: ['worker'], dataDir: join(config.dataDir, name) }, { logger });
  const first = await worker('first');
  const processes: Running[] = [await start({ ...split, roles: ['web'] }, { logger }), first];
  try {
    const learner = new WebLearner(processes[0]?.address ?? '');
    await learner.open();
    processes.push(await worker('second'));
    await eventually(async () => {
      const held = await native(lanes(first.storage.db)).find({}).toArray();
      const [one] = held;
      expect(held.filter((lane) => lane.holder === one?.holder)).toHaveLength(128);
    });

    await learner.join(codes[0]);
    await first.stop();
    processes.splice(processes.indexOf(first), 1);
    await learner.tap('16 hoặc 17 tuổi');
    const said = await learner.tap('Đồng ý');

    expect(said.text).toMatch(/được tính là một người/);
  } finally {
    for (const one of processes) await one.stop();
    await store.stop();
    remove();
  }
}, 60_000);
