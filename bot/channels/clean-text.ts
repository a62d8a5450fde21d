// Control characters but tab and line breaks, zero-width and directional marks, the byte order mark. The joiner U+200D stays: emoji need it.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text as the dialogue takes it: NFC, nothing that cannot be seen, at most `longest` UTF-16 units, cut between letters. */
export function cleanText(text: string, longest: number): string {
  const head = text.length > longest * 4 ? text.slice(0, longest * 4) : text; // decomposed letters shrink under NFC
  const clean = head.replace(unseen, '').replace(loneSurrogate, '').normalize('NFC').trim();
  if (clean.length <= longest) return clean;
  const cut = clean.slice(0, longest);
  return cut.replace(/[\ud800-\udbff]$/, '');
}
