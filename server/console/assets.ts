import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';
import { consolePath } from './links';

export type Assets = { readonly serve: RequestHandler; readonly addressOf: (name: string) => string };

/** Files are addressed by what is in them, so they can be kept for a year and still change with a release. */
export function readAssets(folder: string): Assets {
  const names = readdirSync(folder);
  const versions = new Map(names.map((name) => [name, shortHash(readFileSync(join(folder, name)))]));

  return {
    serve: express.static(folder, { index: false, redirect: false, immutable: true, maxAge: '365d' }),
    addressOf: (name) => `${consolePath}/assets/${name}?v=${versions.get(name) ?? ''}`,
  };
}

function shortHash(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}
