import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const server = dirname(fileURLToPath(import.meta.url));
const dist = join(server, '../dist/server');

/** Phones that are years old still open the chat. */
const target = ['chrome87', 'firefox85', 'safari15'];

await Promise.all([buildWidget(), buildConsole()]);

/** Names carry a hash of the content, so that browsers keep the files for good; the manifest tells the server the names. */
async function buildWidget() {
  const [script, style] = await Promise.all([bundle('widget/client/main.ts'), bundle('widget/styles/chat.css')]);
  const icon = await readFile(join(server, 'widget/styles/icon.svg'));
  const out = join(dist, 'widget/assets');
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const names = {
    script: await writeHashed(out, '.js', script),
    style: await writeHashed(out, '.css', style),
    icon: await writeHashed(out, '.svg', icon),
  };
  await writeFile(join(out, 'manifest.json'), `${JSON.stringify(names)}\n`);
}

/** Islands and styles keep their names: `<name>.js`, `<name>.css`. */
async function buildConsole() {
  const out = join(dist, 'console/assets');
  await mkdir(out, { recursive: true });
  const islands = await filesIn('console/islands', ['.ts', '.tsx']);
  if (islands.length > 0) {
    await build({
      entryPoints: islands,
      outdir: out,
      bundle: true,
      minify: true,
      format: 'esm',
      target,
      jsx: 'automatic',
      jsxImportSource: 'preact',
    });
  }
  for (const style of await filesIn('console/styles', ['.css', '.svg']))
    await cp(style, join(out, style.slice(join(server, 'console/styles').length)));
}

async function bundle(source) {
  const options = { bundle: true, minify: true, format: 'esm', target, charset: 'utf8', write: false };
  const { outputFiles } = await build({ ...options, entryPoints: [join(server, source)] });
  return outputFiles[0].contents;
}

async function writeHashed(out, extension, contents) {
  const name = `chat-${createHash('sha256').update(contents).digest('hex').slice(0, 12)}${extension}`;
  await writeFile(join(out, name), contents);
  return name;
}

async function filesIn(folder, extensions) {
  const entries = await readdir(join(server, folder), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && extensions.includes(extname(entry.name)))
    .map((entry) => join(server, folder, entry.name));
}
