import { join } from 'node:path';

export const contentFolder = join(__dirname, '..', '..', 'content');

/** A day on which everything written so far applies. */
export const today = '2026-11-22';
