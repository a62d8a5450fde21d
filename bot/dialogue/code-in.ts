import type { EventBody } from '../channels/channel';
import { joinCodeIn } from './join-code-text';

/** The code in an event, typed, scanned or in a link, for the server to look up before the step runs. */
export function codeIn(event: EventBody): string | undefined {
  if (event.kind === 'message') return event.value === undefined ? joinCodeIn(event.text) : undefined;
  return event.kind === 'joined' && event.ref !== undefined ? joinCodeIn(event.ref) : undefined;
}
