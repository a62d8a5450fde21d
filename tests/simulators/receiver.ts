import { createServer, type IncomingHttpHeaders } from 'node:http';
import { eventually } from '../support/eventually';

export type Received = { readonly body: Buffer; readonly headers: IncomingHttpHeaders; readonly event: Readonly<Record<string, unknown>> };

export type Receiver = {
  readonly url: string;
  readonly calls: Received[];
  /** What the next calls are answered; 200 when there is nothing left. `never` says nothing. */
  readonly answers: (number | 'never' | 'drop')[];
  readonly named: (name: string) => readonly Received[];
  readonly has: (count: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A webhook that keeps what it is told. */
export async function startReceiver(): Promise<Receiver> {
  const calls: Received[] = [];
  const answers: (number | 'never' | 'drop')[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    calls.push({ body, headers: request.headers, event: JSON.parse(body.toString('utf8') || '{}') });
    const answer = answers.shift() ?? 200;
    if (answer === 'drop') request.socket.destroy();
    else if (answer !== 'never') response.writeHead(answer).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const bound = server.address();
  const port = bound === null || typeof bound === 'string' ? 0 : bound.port;
  return {
    url: `http://127.0.0.1:${port}/webhook`,
    calls,
    answers,
    named: (name) => calls.filter(({ event }) => event.event_name === name),
    has: (count) => eventually(() => expect(calls.length).toBeGreaterThanOrEqual(count)),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
