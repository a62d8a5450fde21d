import swc from '@swc/core';

/** dependency-cruiser reads every file as plain TypeScript, in which a page's JSX is a syntax error; a .tsx file says by its name what it is. */
const { parseFileSync } = swc;
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });
