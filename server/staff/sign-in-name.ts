/** The same name typed on another keyboard or with a capital first letter is the same name. */
export function foldSignInName(typed: string): string {
  return typed.normalize('NFC').trim().toLowerCase();
}
