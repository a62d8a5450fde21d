import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const emptyFolder = () => mkdtempSync(join(tmpdir(), 'hieu-luat-bench-'));
