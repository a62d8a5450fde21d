import { Queue } from 'bullmq';
import { connection, queueName } from './connection.mjs';

/** Says how many jobs are in which state. */
const queue = new Queue(queueName, { connection });
process.stdout.write(JSON.stringify(await queue.getJobCounts('waiting', 'active', 'delayed', 'completed', 'failed')));
await queue.close();
