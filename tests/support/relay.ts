import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Kept = { readonly method: string; readonly url: string; readonly headers: IncomingMessage['headers']; readonly body: Buffer };
type Answered = { readonly status: number; readonly headers: IncomingMessage['headers']; readonly body: Buffer };

const events = /^\/(webhooks\/|chat\/api\/events$)/;

/** Stands between the platforms and the product, and can bring every event several times and late, byte for byte. */
export class Relay {
  readonly #server: Server = createServer((asked, answer) => void this.#pass(asked, answer).catch(() => answer.destroy()));
  readonly #agent = new Agent({ keepAlive: true });
  #kept: Kept[] = [];
  /** From now on each event comes twice at once, and once more when it is asked for. */
  repeats = false;

  private constructor(private readonly target: URL) {}

  static async start(target: string): Promise<Relay> {
    const relay = new Relay(new URL(target));
    await new Promise<void>((done) => relay.#server.listen(0, '127.0.0.1', done));
    return relay;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How many events are still to come for the third time. */
  get waiting(): number {
    return this.#kept.length;
  }

  /** Brings one of the events that wait, whichever of them `which` falls on. */
  async bringOne(which: number): Promise<void> {
    const [kept] = this.#kept.splice(which % this.#kept.length, 1);
    if (kept !== undefined) await this.#forward(kept);
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    await new Promise<void>((done) => this.#server.close(() => done()));
  }

  async #pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of asked) chunks.push(chunk);
    const { method = 'GET', url = '/', headers } = asked;
    const whole: Kept = { method, url, headers, body: Buffer.concat(chunks) };
    const twice = this.repeats && method === 'POST' && events.test(url);
    if (twice) this.#kept.push(whole);
    const [answered] = await Promise.all([this.#forward(whole), ...(twice ? [this.#forward(whole)] : [])]);
    answer.writeHead(answered.status, answered.headers).end(answered.body);
  }

  /** Everything as it came, the host's name included. */
  #forward({ method, url, headers, body }: Kept): Promise<Answered> {
    const { hostname, port } = this.target;
    return new Promise((done, failed) => {
      const sent = request({ hostname, port, method, path: url, headers, agent: this.#agent });
      sent.once('error', failed);
      sent.once('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', failed);
        response.once('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
      });
      sent.end(body);
    });
  }
}
