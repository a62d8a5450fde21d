import net from 'node:net';
import { readHttpMessages } from './http-messages.mjs';

const reopenAfterMs = 5;
const statusAt = 'HTTP/1.1 '.length;

/** A keep-alive connection that opens itself again when the server drops it; `event` is what it waits for, if anything. */
export function openConnection({ port, onOpen, onAnswer, onLost }) {
  let socket;
  let closed = false;
  const connection = {
    event: undefined,
    whenOpen: () => {},
    isOpen: () => socket.readyState === 'open',
    write: (request) => socket.write(request),
    drop: () => socket.destroy(),
    /** A new line in place of one that may have idled for so long that the server is closing it just now. */
    renew() {
      const renewed = new Promise((resolve) => {
        connection.whenOpen = resolve;
      });
      socket.destroy();
      return renewed;
    },
    close() {
      closed = true;
      socket.destroy();
    },
  };

  function open() {
    socket = net.connect(port, '127.0.0.1', () => {
      connection.whenOpen();
      onOpen(connection);
    });
    socket.setNoDelay(true);
    socket.on(
      'data',
      readHttpMessages((head) => onAnswer(connection, Number(head.slice(statusAt, statusAt + 3)))),
    );
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (closed) return;
      onLost(connection);
      setTimeout(open, reopenAfterMs);
    });
  }

  open();
  return connection;
}
