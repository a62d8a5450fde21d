import net from 'node:net';
import { learnerIndex } from '../contract.mjs';
import { readHttpMessages } from './http-messages.mjs';

/**
 * Messenger's Send API as far as a bot sees it. `onReply(learner, state)` hears of every body that carries a quiz
 * state; what a bot sends besides (a greeting, a typing mark) is accepted and only counted.
 */
export async function startSendApi() {
  const api = { origin: '', onReply: undefined, received: 0, close: () => server.close() };
  const server = net.createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on(
      'data',
      readHttpMessages((_head, body) => {
        api.received += 1;
        socket.write(accepted(api.received));
        hear(api, body);
      }),
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  api.origin = `http://127.0.0.1:${server.address().port}`;
  return api;
}

function hear(api, body) {
  const mark = body.lastIndexOf('#');
  const recipient = /"id": *"(\d+)"/.exec(body)?.[1];
  if (mark < 0 || recipient === undefined) return;
  api.onReply?.(learnerIndex(recipient), body.charCodeAt(mark + 1) - 48);
}

function accepted(number) {
  const body = `{"recipient_id":"1","message_id":"m_reply_${number}"}`;
  return `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: keep-alive\r\n\r\n${body}`;
}
