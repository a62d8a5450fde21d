import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentIssues } from '../../courses/content-issue';
import { contentFolder } from '../content/content-folder';

describe('the catalogue of content issues', () => {
  test('is the table in the guide for authors', () => {
    const guide = readFileSync(join(contentFolder, 'README.md'), 'utf8');
    const documented = [...guide.matchAll(/^\| `([a-z_]+)` \| (error|warning|info) \| (.+) \|$/gm)];

    expect(documented.map(([, code, severity, hint]) => ({ code, severity, hint }))).toEqual(
      Object.entries(contentIssues).map(([code, { severity, hint }]) => ({ code, severity, hint })),
    );
  });
});
