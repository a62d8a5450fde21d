import { isRecord } from './protocol';

/** What the tabs of one chat tell each other; the bot's words reach each of them from the server. */
export type TabNews =
  | { readonly kind: 'said'; readonly id: string; readonly text: string }
  | { readonly kind: 'active' | 'reopened' | 'left' };

export function createTabs(hear: (news: TabNews) => void): (news: TabNews) => void {
  if (typeof BroadcastChannel === 'undefined') return () => {};
  const channel = new BroadcastChannel('hieu-luat');
  channel.addEventListener('message', ({ data }) => {
    const news = readNews(data);
    if (news !== undefined) hear(news);
  });
  return (news) => channel.postMessage(news);
}

function readNews(raw: unknown): TabNews | undefined {
  if (!isRecord(raw)) return undefined;
  const { kind, id, text } = raw;
  if (kind === 'active' || kind === 'reopened' || kind === 'left') return { kind };
  return kind === 'said' && typeof id === 'string' && typeof text === 'string' ? { kind, id, text } : undefined;
}
