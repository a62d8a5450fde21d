import { hash, verify } from '@node-rs/argon2';

/** The library's default algorithm is argon2id; the cost follows the OWASP minimum for it (19 MiB, 2 passes, read 2026-11-22). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const passwordLength = { least: 12, most: 256 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), cost);
}

/**
 * Without a stored hash it works as long as with one and says no,
 * so that the time to answer does not tell which names exist.
 */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  if (password.length > passwordLength.most) return false;
  const right = await verify(stored ?? (await nobodysHash()), password.normalize('NFC'));
  return stored !== undefined && right;
}

let nobodys: Promise<string> | undefined;

function nobodysHash(): Promise<string> {
  nobodys ??= hashPassword('nobody has this password');
  return nobodys;
}
