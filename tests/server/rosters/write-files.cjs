// Writes files/ anew from nasty-files.ts: `node tests/server/rosters/write-files.cjs`. The expected dry runs beside them are written by hand.
require('tsx/cjs');
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { nastyFiles } = require('./nasty-files.ts');

for (const [name, bytes] of Object.entries(nastyFiles)) writeFileSync(join(__dirname, 'files', name), bytes);
