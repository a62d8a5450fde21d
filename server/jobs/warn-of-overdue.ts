import type { Connection } from 'mongoose';
import type { Logger } from '../observability/logger';
import type { Metrics } from '../observability/metrics';
import { alarmOverdue } from '../people/data-requests';

type Deps = {
  readonly db: Connection;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'overdueRequests'>;
  readonly now: () => Date;
};

/** Requests past a deadline: the gauge always, a line in the log once a day for each. The console says so on the data officer's page. */
export async function warnOfOverdue({ db, logger, metrics, now }: Deps): Promise<void> {
  const { overdue, kinds } = await alarmOverdue(db, now());
  metrics.overdueRequests.set(overdue);
  if (kinds.length > 0) logger.error({ event: 'data_request.overdue', count: kinds.length });
}
