/** The directions of `docs/design/style.md` §2: content ◄ courses ◄ bot ◄ server. */
const waitsStoresOrServes = [
  'node_modules/(mongoose|mongodb|lmdb|express|express-session|connect-mongo|pino|pino-http|prom-client|node-cron|i18next-fs-backend|better-sse)/',
  '^(node:)?(fs|fs/promises|child_process|http|https|net|tls|dgram|dns|os|timers|timers/promises|worker_threads|cluster|process)$',
];

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^@hieu-luat/embedded-store$', '^zalo-oa-sdk$'] },
    },
    {
      name: 'courses-know-nothing-above',
      severity: 'error',
      from: { path: '^courses/' },
      to: { path: '^(bot|server|tests|bench)/' },
    },
    { name: 'the-bot-knows-no-server', severity: 'error', from: { path: '^bot/' }, to: { path: '^(server|tests|bench)/' } },
    { name: 'the-server-knows-no-tests', severity: 'error', from: { path: '^server/' }, to: { path: '^(tests|bench)/' } },
    {
      name: 'courses-and-dialogue-are-pure',
      comment: 'No I/O, clock or randomness: they are given what they need. The loader alone reads files.',
      severity: 'error',
      from: { path: '^(courses|bot/dialogue)/', pathNot: '^courses/load-[a-z-]+\\.ts$' },
      to: { path: waitsStoresOrServes },
    },
    {
      name: 'channels-are-strangers',
      severity: 'error',
      from: { path: '^bot/channels/([^/]+)/' },
      to: { path: '^bot/channels/[^/]+/', pathNot: '^bot/channels/$1/' },
    },
    {
      name: 'one-door-to-the-embedded-store',
      comment: 'With MONGODB_URI set the module is not even loaded.',
      severity: 'error',
      from: { pathNot: '^server/storage/(connect\\.ts$|embedded/)' },
      to: { path: ['^server/storage/embedded/', '^@hieu-luat/embedded-store$'] },
    },
    {
      name: 'the-embedded-store-stands-alone',
      severity: 'error',
      from: { path: '^server/storage/embedded/' },
      to: { path: '^(courses|bot|server)/', pathNot: '^server/storage/embedded/' },
    },
    {
      name: 'one-door-to-the-zalo-client',
      comment: 'The channel talks through it; the server keeps its tokens, connects the account and examines the connection.',
      severity: 'error',
      from: { pathNot: '^bot/(channels/zalo|zalo-oa-sdk)/|^server/(zalo|doctor)/' },
      to: { path: ['^bot/zalo-oa-sdk/', '^zalo-oa-sdk$'] },
    },
    {
      name: 'the-zalo-client-stands-alone',
      severity: 'error',
      from: { path: '^bot/zalo-oa-sdk/' },
      to: { path: ['^(courses|bot|server|tests|bench)/', 'node_modules/'], pathNot: '^bot/zalo-oa-sdk/' },
    },
    {
      name: 'browsers-get-no-server-code',
      severity: 'error',
      from: { path: '^server/(widget/client|console/islands)/' },
      to: {
        path: ['^server/', '^node:', 'node_modules/(mongoose|express)/'],
        pathNot: '^server/(widget/client|console/islands)/',
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules|(^|/)dist/' },
    exclude: { path: '^dist/|^(server/storage/embedded|bot/zalo-oa-sdk)/dist/(?!index\\.js$)' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default'],
    },
  },
};
