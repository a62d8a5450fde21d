import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';

/** What the page links to: names with a hash of their content, so that browsers keep them for good. */
export type AssetNames = { readonly script: string; readonly style: string; readonly icon: string };

/** A body ready to send, packed once, when it is first asked for: the smallest form takes long enough for a start to notice. */
export type Packed = { readonly type: string; readonly plain: Buffer; readonly gzip: () => Buffer; readonly br: () => Buffer };

const manifest = z.object({ script: z.string(), style: z.string(), icon: z.string() });
const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

/** Reads what `server/build-assets.mjs` wrote. */
export function loadAssets(folder: string): { readonly names: AssetNames; readonly serve: RequestHandler } {
  const names = manifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  const files = new Map(Object.values(names).map((name) => [`/${name}`, pack(readFileSync(join(folder, name)), types[extname(name)])]));
  return {
    names,
    serve: (request, response, next) => {
      const file = files.get(request.path);
      if (file === undefined) return next();
      response.set('Cache-Control', 'public, max-age=31536000, immutable');
      sendPacked(request, response, file);
    },
  };
}

export function pack(plain: Buffer, type = 'application/octet-stream'): Packed {
  return { type: `${type}; charset=utf-8`, plain, gzip: once(() => gzipSync(plain)), br: once(() => brotliCompressSync(plain)) };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** A phone on a slow line takes brotli or gzip. */
export function sendPacked(request: Request, response: Response, file: Packed): void {
  const coding = request.acceptsEncodings('br', 'gzip');
  response.set({ 'Content-Type': file.type, Vary: 'Accept-Encoding' });
  if (coding === 'br' || coding === 'gzip') response.set('Content-Encoding', coding).send(file[coding]());
  else response.send(file.plain);
}
