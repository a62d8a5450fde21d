import { ZaloTransportError } from './errors';

const mostBytes = 4 * 1024 * 1024;

/** The body as text; one that does not end is cut off. */
export async function readBody(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > mostBytes) throw new ZaloTransportError('too_large', { outcome: 'unknown', status: response.status });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
