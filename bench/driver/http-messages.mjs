const endOfHead = '\r\n\r\n';

/** Splits a byte stream into HTTP/1.1 messages and hands each on as `(head, body)`, both latin1. */
export function readHttpMessages(onMessage) {
  let rest = '';
  return (chunk) => {
    rest += chunk.latin1Slice();
    for (let message = nextMessage(rest); message !== undefined; message = nextMessage(rest)) {
      rest = rest.slice(message.end);
      onMessage(message.head, message.body);
    }
  };
}

function nextMessage(text) {
  const headEnd = text.indexOf(endOfHead);
  if (headEnd < 0) return undefined;

  const head = text.slice(0, headEnd);
  const start = headEnd + endOfHead.length;
  const length = /^content-length: *(\d+)/im.exec(head)?.[1];
  if (length !== undefined) return sized(head, text, start, Number(length));
  if (/^transfer-encoding: *chunked/im.test(head)) return chunked(head, text, start);
  return { head, body: '', end: start };
}

function sized(head, text, start, length) {
  const end = start + length;
  return text.length < end ? undefined : { head, body: text.slice(start, end), end };
}

function chunked(head, text, start) {
  const parts = [];
  for (let at = start; ; ) {
    const lineEnd = text.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;

    const size = Number.parseInt(text.slice(at, lineEnd), 16);
    const next = lineEnd + 2 + size + 2;
    if (text.length < next) return undefined;
    if (size === 0) return { head, body: parts.join(''), end: next };

    parts.push(text.slice(lineEnd + 2, lineEnd + 2 + size));
    at = next;
  }
}
