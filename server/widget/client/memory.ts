import { type ChatEvent, isRecord, type Option, readReply } from './protocol';

export type Entry =
  | { readonly by: 'bot'; readonly cursor: number; readonly text: string; readonly options: readonly Option[] }
  | { readonly by: 'learner'; readonly id: string; readonly text: string };

/** What a reload of this tab must bring back. Nothing of it outlives the tab, idling or quick exit. */
export type Remembered = { readonly cursor: number; readonly entries: readonly Entry[]; readonly unsent: readonly ChatEvent[] };

const name = 'hieu-luat';
const mostEntries = 200;
const nothing: Remembered = { cursor: 0, entries: [], unsent: [] };

/** Private windows and full disks refuse storage: the chat goes on without it. */
export function remember(kept: Remembered): void {
  try {
    sessionStorage.setItem(name, JSON.stringify({ ...kept, entries: kept.entries.slice(-mostEntries) }));
  } catch {
    forget();
  }
}

export function recall(): Remembered {
  try {
    return readRemembered(JSON.parse(sessionStorage.getItem(name) ?? 'null'));
  } catch {
    return nothing;
  }
}

export function forget(): void {
  try {
    sessionStorage.removeItem(name);
  } catch {
    return;
  }
}

function readRemembered(raw: unknown): Remembered {
  if (!isRecord(raw) || typeof raw.cursor !== 'number' || !Array.isArray(raw.entries) || !Array.isArray(raw.unsent)) return nothing;
  return { cursor: raw.cursor, entries: raw.entries.flatMap(readEntry), unsent: raw.unsent.flatMap(readEvent) };
}

function readEntry(raw: unknown): readonly Entry[] {
  if (!isRecord(raw) || typeof raw.text !== 'string') return [];
  if (raw.by === 'learner') return typeof raw.id === 'string' ? [{ by: 'learner', id: raw.id, text: raw.text }] : [];
  const reply = readReply({ cursor: raw.cursor, payload: raw });
  return reply === undefined ? [] : [{ by: 'bot', ...reply }];
}

function readEvent(raw: unknown): readonly ChatEvent[] {
  if (!isRecord(raw) || typeof raw.id !== 'string') return [];
  const shared = { id: raw.id, ...(typeof raw.at === 'string' ? { at: raw.at } : {}) };
  if (raw.kind === 'joined') return [{ ...shared, kind: 'joined', ...(typeof raw.ref === 'string' ? { ref: raw.ref } : {}) }];
  if (raw.kind !== 'message' || typeof raw.text !== 'string') return [];
  return [{ ...shared, kind: 'message', text: raw.text, ...(typeof raw.value === 'string' ? { value: raw.value } : {}) }];
}
