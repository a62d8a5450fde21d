import type { Command } from './command';
import { ok } from './command';

/** A replica set of one, which keeps sessions and retryable writes on the path they take in production. */
export const hello: Command = {
  writes: false,
  fields: undefined,
  run: ({ address, now }, { name }) =>
    ok({
      ...(name === 'hello' ? { isWritablePrimary: true } : { ismaster: true, isWritablePrimary: true }),
      helloOk: true,
      secondary: false,
      setName: 'embedded',
      setVersion: 1,
      hosts: [address],
      me: address,
      primary: address,
      maxBsonObjectSize: 16 * 1024 * 1024,
      maxMessageSizeBytes: 48_000_000,
      maxWriteBatchSize: 100_000,
      localTime: now(),
      logicalSessionTimeoutMinutes: 30,
      minWireVersion: 0,
      maxWireVersion: 21,
      readOnly: false,
    }),
};

export const ping: Command = { writes: false, fields: [], run: () => ok() };

export const buildInfo: Command = {
  writes: false,
  fields: [],
  run: () =>
    ok({ version: '7.0.0', versionArray: [7, 0, 0, 0], modules: ['embedded-store'], bits: 64, maxBsonObjectSize: 16 * 1024 * 1024 }),
};
