import { connect } from 'node:net';

/** What the server answers to exactly these packets, whatever they are; ends when it closes the line, or `doneWhen` has come. */
export function sendPackets(address: string, packets: readonly (Buffer | string)[], doneWhen?: RegExp): Promise<string> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    const finish = (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('data', (chunk) => {
      answer += chunk.toString('utf8');
      if (doneWhen?.test(answer)) finish();
    });
    socket.on('close', finish);
    socket.on('error', finish);
    void writeOneByOne(packets, (packet) => new Promise<void>((done) => socket.write(packet, () => setImmediate(done))));
  });
}

async function writeOneByOne(packets: readonly (Buffer | string)[], write: (packet: Buffer | string) => Promise<void>): Promise<void> {
  for (const packet of packets) await write(packet);
}

/** A POST of JSON as one head and these pieces of a body. */
export function postHead(address: string, path: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries({ host: new URL(address).host, connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return `POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
}
