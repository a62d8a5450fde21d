import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourcesFolder } from './read-curriculum';

export type LegalFact = {
  readonly id: string;
  readonly confidence: string; // as written: "2+", "1 (cơ chế)"
  readonly says: readonly string[]; // the cells that state the fact
  readonly status: string | undefined;
  readonly readIn: string | undefined;
  readonly lawyer: string | undefined;
};

/** Every row of a table that begins with a source id, each cell as plain text. */
export function readLegalFacts(): readonly LegalFact[] {
  let heads: readonly string[] = [];
  return readText().flatMap((line) => {
    if (!line.startsWith('|')) return [];
    const cells = line.slice(1, -1).split('|').map(plain);
    if (cells[0] === 'Mã') heads = cells;
    const id = /^\| `([A-Z0-9-]+)` \|/.exec(line)?.[1];
    return id === undefined ? [] : [toFact(id, heads, cells)];
  });
}

function readText(): readonly string[] {
  return readFileSync(join(sourcesFolder, 'legal-facts.md'), 'utf8').split('\n');
}

function toFact(id: string, heads: readonly string[], cells: readonly string[]): LegalFact {
  const cell = (name: string) => cells[heads.findIndex((head) => head.startsWith(name))] || undefined;
  const told = heads
    .map((head, index) => ({ head, text: cells[index] ?? '' }))
    .filter(({ head }) => !/^(Mã|Tin cậy|Nguồn|LS|Hiệu lực)/.test(head));
  return {
    id,
    confidence: cell('Tin cậy') ?? '',
    says: told.map(({ text }) => text.replace(/^– |\.$/g, '')).filter((text) => text !== '' && text !== '–'),
    status: cell('Hiệu lực')?.replace(/^Như trên[; ]*/, ''),
    readIn: cell('Nguồn'),
    lawyer: cell('LS'),
  };
}

/** Without the marks of bold, italic and code. */
function plain(cell: string): string {
  return cell
    .replaceAll(/\*\*|`/g, '')
    .replaceAll(/(?<![\p{L}\p{N}])\*(?=\S)|(?<=\S)\*(?![\p{L}\p{N}])/gu, '')
    .trim();
}
