import { type Finding, found } from './finding';

const timeoutMs = 10_000;
const mostSkewMs = 60_000;

/** Whether platforms can call the address people open. On this machine alone there is no need for TLS: a simulator calls. */
export async function checkAddress(publicUrl: string, platforms: readonly string[], paths: readonly string[]): Promise<readonly Finding[]> {
  const simulated = platforms.every(isHere);
  const { protocol, port } = new URL(publicUrl);
  const shape = [
    ...(simulated || (protocol === 'https:' && !isHere(publicUrl)) ? [] : found('public_url_not_https', { publicUrl })),
    ...(simulated || port === '' ? [] : found('public_url_port', { publicUrl })),
  ];
  const health = await ask(`${publicUrl}/healthz`);
  if (health === undefined) return [...shape, ...found('public_url_unreachable', { publicUrl })];
  if (!/^\s*\{\s*"status"\s*:\s*"ok"/.test(health.body))
    return [...shape, ...found('public_url_other', { publicUrl, status: health.status })];
  const served = await Promise.all(paths.map((path) => checkServed(publicUrl, path)));
  return [...shape, ...served.flat()];
}

/** A webhook answers other methods than its own with 405, and notes nothing; a server started without the channel does not know the path. */
async function checkServed(publicUrl: string, path: string): Promise<readonly Finding[]> {
  const answer = await ask(publicUrl + path, 'PUT');
  return answer?.status === 405 ? [] : found('webhook_not_served', { address: publicUrl + path });
}

/** Compares this machine's clock with the platform's `Date`. `undefined`: nobody answers there. */
export async function clockOf(platform: string, now: Date): Promise<readonly Finding[] | undefined> {
  const answer = await ask(platform);
  if (answer === undefined) return undefined;
  const apart = now.getTime() - Date.parse(answer.date ?? '');
  return Math.abs(apart) > mostSkewMs ? found('clock_skew', { seconds: Math.round(apart / 1000) }) : [];
}

type Answer = { readonly status: number; readonly body: string; readonly date: string | undefined };

async function ask(url: string, method = 'GET'): Promise<Answer | undefined> {
  try {
    const response = await fetch(url, { method, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    return { status: response.status, body: (await response.text()).slice(0, 1000), date: response.headers.get('date') ?? undefined };
  } catch {
    return undefined;
  }
}

function isHere(address: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(address).hostname);
}
