const { availableParallelism } = require('node:os');

/** Everything in tests/, the embedded store's own tests included. The product is compiled by `npm run build` first. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true, decorators: false },
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  testSequencer: '<rootDir>/tests/support/longest-first.cjs',
  maxWorkers: Math.max(2, availableParallelism() - 1),
  workerIdleMemoryLimit: '800MB', // a worker keeps something of each file it ran, and collecting two gigabytes of it is what then takes the time
  testTimeout: 180_000, // a browser that follows a whole outcome takes one minute on two processors that are shared
};
