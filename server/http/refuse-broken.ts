import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

const refusals = {
  HPE_HEADER_OVERFLOW: { line: '431 Request Header Fields Too Large', text: 'The header fields are too large.' },
  ERR_HTTP_REQUEST_TIMEOUT: { line: '408 Request Timeout', text: 'The request did not arrive in time.' },
} as const;
const malformed = { line: '400 Bad Request', text: 'This is not a well-formed HTTP request.' } as const;

/** What cannot be read as a request reaches no handler; it is told why in a line, where node would say nothing. */
export function refuseBroken(server: Server): void {
  const answers = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => answers.set(request.socket, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const answer = answers.get(socket);
    const answering = answer?.headersSent === true && !answer.writableFinished;
    if (!socket.writable || answering) {
      socket.destroy();
      return;
    }
    const { line, text } = Object.entries(refusals).find(([code]) => code === error.code)?.[1] ?? malformed;
    const head = ['content-type: text/plain; charset=utf-8', `content-length: ${text.length}`, 'connection: close'];
    socket.end(`HTTP/1.1 ${line}\r\n${head.join('\r\n')}\r\n\r\n${text}`);
  });
}
