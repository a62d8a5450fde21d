const strict = new TextDecoder('utf-8', { fatal: true });

/** A body as JSON; `undefined` when it is not UTF-8, not JSON or longer than the platform has reason to send. */
export function parseJson(body: Buffer, longest: number): unknown {
  if (body.length === 0 || body.length > longest) return undefined;
  try {
    const value: unknown = JSON.parse(strict.decode(body));
    return value ?? undefined;
  } catch {
    return undefined;
  }
}
