import { Queue } from 'bullmq';
import { idOf } from '../../campaign/audience.mjs';
import { inBatches } from '../../targets/hieu-luat/in-batches.mjs';
import { learners } from '../environment.mjs';
import { connection, queueName } from './connection.mjs';

/** A job for each of the audience. */
const queue = new Queue(queueName, { connection });
const opts = { attempts: 5, backoff: { type: 'exponential', delay: 1000 } };
await inBatches(learners, 1_000, async (numbers) => {
  await queue.addBulk(numbers.map((number) => ({ name: 'send', data: { to: idOf(number), text: 'Có bài học mới.' }, opts })));
});
await queue.close();
