import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join('content', 'locales');

describe('the words in content/locales', () => {
  it('are the same files in both languages', () => {
    expect(filesOf('en')).toEqual(filesOf('vi'));
  });

  describe.each(filesOf('vi'))('%s', (file) => {
    it('has the same keys with the same placeholders in both languages', () => {
      expect(Object.fromEntries(keysOf('en', file))).toEqual(Object.fromEntries(keysOf('vi', file)));
    });

    it.each(['vi', 'en'])('has no empty text and no stray space in %s', (language) => {
      for (const text of textsOf(language, file).values()) expect(text).toMatch(/^\S(.*\S)?$/s);
    });

    it.each(['vi', 'en'])('is composed text (NFC) in %s', (language) => {
      const text = readFileSync(join(folder, language, file), 'utf8');

      expect(text.normalize('NFC')).toBe(text);
    });
  });
});

function filesOf(language: string): readonly string[] {
  return readdirSync(join(folder, language)).sort();
}

/** Each key with its placeholders. Vietnamese has one plural form and English two: both count as one key. */
function keysOf(language: string, file: string): ReadonlyMap<string, readonly string[]> {
  const entries = [...textsOf(language, file)].map(([key, text]): [string, readonly string[]] => [
    key.replace(/_(zero|one|other)$/, ''),
    [...new Set(text.match(/\{\{[^}]+\}\}|\$t\([^)]+\)/g))].sort(),
  ]);
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function textsOf(language: string, file: string): ReadonlyMap<string, string> {
  const content: unknown = JSON.parse(readFileSync(join(folder, language, file), 'utf8'));
  return new Map(flatten(content, ''));
}

function flatten(value: unknown, path: string): readonly [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is neither a text nor a group of texts`);
  return Object.entries(value).flatMap(([name, inner]) => flatten(inner, path === '' ? name : `${path}.${name}`));
}
