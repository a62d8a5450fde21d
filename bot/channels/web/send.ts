import type { Outgoing } from '../channel';

/** The page reads committed replies by cursor, so a committed reply is a sent one. */
export async function send(message: Outgoing): Promise<string> {
  return message.id;
}
