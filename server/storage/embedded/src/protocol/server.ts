import { chmodSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { Request } from '../commands/request';
import { type Chaos, notPrimary } from './chaos';
import type { Executor } from './executor';
import { Framing } from './framing';
import { type Message, parseMessage, replyTo } from './message';

export interface Parts {
  readonly executor: Executor;
  readonly chaos: Chaos;
}

/** Speaks the wire protocol on a Unix socket and, where a path would be too long, on loopback TCP. */
export class WireServer {
  private readonly servers: Server[] = [];
  private readonly sockets = new Set<Socket>();
  private parts: Parts | undefined;

  async listenOn(socketPath: string): Promise<void> {
    await this.listen((server, done) => server.listen({ path: socketPath }, done));
    chmodSync(socketPath, 0o600);
  }

  /** Gives the port. */
  async listenOnLoopback(): Promise<number> {
    const server = await this.listen((one, done) => one.listen({ host: '127.0.0.1', port: 0 }, done));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port');
    return address.port;
  }

  /** Until then connections are accepted and closed at once: enough to show that the folder is in use. */
  serve(parts: Parts): void {
    this.parts = parts;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(this.servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
  }

  private listen(start: (server: Server, done: () => void) => void): Promise<Server> {
    const server = createServer((socket) => this.accept(socket));
    this.servers.push(server);
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      start(server, () => {
        server.off('error', reject);
        resolve(server);
      });
    });
  }

  private accept(socket: Socket): void {
    const { parts } = this;
    if (parts === undefined) {
      socket.destroy();
      return;
    }
    this.sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    const framing = new Framing();
    socket.on('data', (bytes) => receive({ socket, framing, bytes, parts }));
  }
}

interface Arrival {
  readonly socket: Socket;
  readonly framing: Framing;
  readonly bytes: Buffer;
  readonly parts: Parts;
}

/** Whatever is malformed ends its connection and nothing else. */
function receive({ socket, framing, bytes, parts }: Arrival): void {
  try {
    for (const message of framing.push(bytes)) handle(socket, parseMessage(message), parts);
  } catch {
    socket.destroy();
  }
}

function handle(socket: Socket, message: Message, { executor, chaos }: Parts): void {
  const request = new Request(message.body, message.sections);
  const failure = chaos.choose(request);
  const send = (reply: Buffer) => {
    if (message.wantsReply && !socket.destroyed) socket.write(replyTo(message, reply));
  };
  const fail = () => {
    send(notPrimary(request));
    socket.destroySoon();
  };
  if (failure === 'before') fail();
  else executor.add({ request, sender: socket, answer: failure === 'after' ? fail : send });
}
