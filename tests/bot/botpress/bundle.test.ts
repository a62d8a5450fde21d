import { build } from 'esbuild';

const entry = `
  export { createBot } from './bot/botpress/bot';
  export { toIntegration } from './bot/botpress/integration';
  export { integrationDefinition } from './bot/botpress/integration-definition';
  export { createChannels } from './bot/channels/registry';
`;

describe('the bot and its integrations, bundled for Botpress', () => {
  test('hold nothing of the server, no store and no web server', async () => {
    const { metafile, outputFiles } = await build({
      stdin: { contents: entry, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      external: ['@botpress/*', '@bpinternal/*'],
      minify: true,
      metafile: true,
      write: false,
      logLevel: 'silent',
    });
    const inputs = Object.keys(metafile.inputs);

    expect(inputs.filter((file) => /^server\/|node_modules\/(mongoose|mongodb|express|lmdb|pino)\//.test(file))).toEqual([]);
    expect(inputs).toContain('bot/dialogue/engine.ts');
    expect(outputFiles[0]?.contents.length).toBeLessThan(1_500_000);
  });
});
