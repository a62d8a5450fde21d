import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export type Call = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export type Answer = { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string | Buffer };

/** An answer, or what becomes of the line instead of one. */
export type Served = Answer | 'drop' | 'silent';

const largestBody = 30 * 1024 * 1024;

/** A server on this machine only. */
export class Loopback {
  readonly #server: Server;
  #address: string | undefined;

  constructor(serve: (call: Call, response: ServerResponse) => Promise<Served>) {
    this.#server = createServer((request, response) => {
      take(request, response, serve).catch(() => response.destroy());
    });
    this.#server.keepAliveTimeout = 60_000;
  }

  get address(): string {
    if (this.#address === undefined) throw new Error('the simulator was not started');
    return this.#address;
  }

  async start(port = 0): Promise<string> {
    await new Promise<void>((done, failed) => this.#server.once('error', failed).listen(port, '127.0.0.1', done));
    const bound = this.#server.address();
    if (bound === null || typeof bound === 'string') throw new Error('no port');
    this.#address = `http://127.0.0.1:${bound.port}`;
    return this.#address;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((done) => this.#server.close(() => done()));
  }
}

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: JSON.stringify(body) };
}

export function html(body: string, status = 200): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

async function take(
  request: IncomingMessage,
  response: ServerResponse,
  serve: (call: Call, response: ServerResponse) => Promise<Served>,
): Promise<void> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > largestBody) return void request.destroy();
    chunks.push(chunk);
  }
  const url = new URL(request.url ?? '/', 'http://localhost');
  const { method = 'GET', headers } = request;
  const served = await serve({ method, path: url.pathname, query: url.searchParams, headers, body: Buffer.concat(chunks) }, response);
  if (served === 'silent' || response.headersSent) return;
  if (served === 'drop') return void request.socket.destroy();
  response.writeHead(served.status, served.headers).end(served.body);
}
