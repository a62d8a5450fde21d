import type { Call } from './loopback';

export type Part = { readonly fileName: string; readonly type: string; readonly bytes: Buffer };

/** One part of a form with files, by its name. */
export function partNamed(call: Call, name: string): Part | undefined {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(call.headers['content-type'] ?? '')?.[1];
  if (boundary === undefined) return undefined;
  const line = Buffer.from(`--${boundary}`);
  for (let from = call.body.indexOf(line); from >= 0; ) {
    const until = call.body.indexOf(line, from + line.length);
    if (until < 0) return undefined;
    const part = partOf(call.body.subarray(from + line.length + 2, until - 2));
    if (part?.name === name) return part;
    from = until;
  }
  return undefined;
}

function partOf(bytes: Buffer): (Part & { readonly name: string }) | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  const head = bytes.subarray(0, Math.max(0, end)).toString('utf8');
  const name = /\bname="([^"]*)"/i.exec(head)?.[1];
  if (end < 0 || name === undefined) return undefined;
  const fileName = /\bfilename="([^"]*)"/i.exec(head)?.[1] ?? '';
  const type = /^content-type:\s*(\S+)/im.exec(head)?.[1] ?? 'text/plain';
  return { name, fileName, type, bytes: bytes.subarray(end + 4) };
}
