export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** The page's texts, in its language, from the shell. */
export function readWords(json: string | undefined): Words {
  const texts = new Map(Object.entries(JSON.parse(json ?? '{}')).map(([key, text]) => [key, String(text)]));
  return (key, values = {}) => (texts.get(key) ?? key).replace(/\{\{(\w+)\}\}/g, (_place, name: string) => String(values[name] ?? ''));
}
