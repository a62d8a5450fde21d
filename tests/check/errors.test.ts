import { readFileSync } from 'node:fs';
import { configFaultCodes } from '../../server/config-faults';
import { httpErrors } from '../../server/errors';
import { languages, loadTexts } from '../../server/i18n';
import { installationFaults } from '../../server/same-installation';

describe('the catalogue of errors', () => {
  it('documents every answer over HTTP with its status', () => {
    const catalogue = Object.entries(httpErrors).map(([code, { status }]) => [code, String(status)]);

    expect(tableUnder('Answers over HTTP').map(([code, status]) => [code, status])).toEqual(catalogue);
  });

  it.each([
    { heading: 'Configuration', codes: configFaultCodes },
    { heading: 'A store of another installation', codes: installationFaults },
  ])('documents every code of: $heading', ({ heading, codes }) => {
    expect(tableUnder(heading).map(([code]) => code)).toEqual(codes);
  });

  it.each(languages)('has a text for every code in %s', (language) => {
    const texts = loadTexts();
    const keys = [
      ...Object.values(httpErrors).map(({ text }) => ({ file: 'errors', key: text })),
      ...configFaultCodes.map((code) => ({ file: 'cli', key: `config.fault.${code}` })),
      ...installationFaults.map((code) => ({ file: 'cli', key: `installation.${code}` })),
    ];

    for (const { file, key } of keys) expect(texts(language, file)(key)).not.toBe(key);
  });
});

/** The rows of the first table under a heading of `docs/errors.md`, cell by cell. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const section =
    readFileSync('docs/errors.md', 'utf8')
      .split(/^## /m)
      .find((part) => part.startsWith(heading)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
