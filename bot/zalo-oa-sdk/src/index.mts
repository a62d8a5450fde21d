// One copy of the code for both kinds of import: this file only gives the names on.
export * from './index.js';
