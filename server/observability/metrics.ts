import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Labels are closed sets: a channel, an outcome, a route's pattern. Never a person, a code or an address. */
export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'hieu_luat_' });
  const registers = [registry];
  return {
    registry,
    events: new Counter({
      name: 'hieu_luat_events_total',
      help: 'Inbound events by what became of them: accepted, repeated, refused, malformed, skipped',
      labelNames: ['channel', 'outcome'] as const,
      registers,
    }),
    turns: new Counter({ name: 'hieu_luat_turns_total', help: 'Turns committed', labelNames: ['channel'] as const, registers }),
    replies: new Counter({
      name: 'hieu_luat_replies_total',
      help: 'Messages confirmed as sent',
      labelNames: ['channel'] as const,
      registers,
    }),
    failures: new Counter({
      name: 'hieu_luat_failures_total',
      help: 'Failures by area and code of the catalogues',
      labelNames: ['area', 'code'] as const,
      registers,
    }),
    overdueRequests: new Gauge({
      name: 'hieu_luat_data_requests_overdue',
      help: 'Requests about somebody’s own data that are past a deadline',
      registers,
    }),
    lanesHeld: new Gauge({ name: 'hieu_luat_lanes_held', help: 'Lanes this process holds', registers }),
    laneLag: new Histogram({
      name: 'hieu_luat_lane_lag_seconds',
      help: 'From the moment a lane takes a stored event until its turn is committed',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'hieu_luat_http_request_seconds',
      help: 'Time to answer a request, by route pattern',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
  };
}
