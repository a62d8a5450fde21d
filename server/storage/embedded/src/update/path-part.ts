/** Whether a part of a path can name a position in an array. */
export function isPosition(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 48 && first <= 57 && /^\d+$/.test(name);
}
