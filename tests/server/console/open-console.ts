import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import type { Connection } from 'mongoose';
import { createConsole } from '../../../server/console/console-router';
import type { FigureSource } from '../../../server/console/figure-source';
import { loadTexts } from '../../../server/i18n';
import { deriveKeys } from '../../../server/keys';
import { createOfficer } from '../../../server/staff/create-officer';
import { prepareStaff } from '../../../server/staff/prepare-staff';
import { sampleFigures } from './sample-figures';

export const keys = deriveKeys('a secret for tests only, long enough', 'another secret for tests only');
export const officer = { name: 'Nguyễn Thị Minh Khai', signInName: 'minh.khai', password: 'mật khẩu đủ dài' } as const;
export const clock = new Date('2026-11-22T03:00:00Z');

type Options = { readonly figures?: FigureSource; readonly now?: () => Date; readonly assetsFolder?: string; readonly area?: string };

/** An express app with the console in it and one officer who may sign in. */
export async function openConsole(db: Connection, options: Options = {}) {
  const { figures = sampleFigures(), now = () => clock, assetsFolder, area } = options;
  await prepareStaff(db);
  await createOfficer(db, { ...officer, ...(area === undefined ? {} : { area }) }, clock);
  const app = express();
  app.set('query parser', 'simple');
  app.use(
    '/console',
    createConsole({
      db,
      figures,
      keys,
      texts: loadTexts(),
      demo: true,
      secureCookies: false,
      now,
      assetsFolder: assetsFolder ?? join(__dirname, '../../../dist/server/console/assets'),
    }),
  );
  return app;
}

/** The app on a free port of this machine. */
export async function listen(app: express.Express): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
