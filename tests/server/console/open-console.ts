import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import type { Connection } from 'mongoose';
import supertest from 'supertest';
import { createConsole } from '../../../server/console/console-router';
import type { FigureSource } from '../../../server/console/figure-source';
import { loadTexts } from '../../../server/i18n';
import { deriveKeys, type Keys } from '../../../server/keys';
import { createLedger } from '../../../server/reach/ledger';
import { createStaffMember } from '../../../server/staff/create-staff-member';
import { prepareStaff } from '../../../server/staff/prepare-staff';
import type { Role } from '../../../server/staff/roles';
import type { Scope } from '../../../server/staff/scope';
import { campaignDeps } from '../../support/campaign-deps';
import { sampleFigures } from './sample-figures';

export const keys = deriveKeys('a secret for tests only, long enough', 'another secret for tests only');
export const officer = { name: 'Cán bộ thử', signInName: 'can.bo', password: 'mật khẩu đủ dài' } as const;
export const clock = new Date('2026-11-22T03:00:00Z');

type Options = {
  readonly figures?: FigureSource;
  readonly now?: () => Date;
  readonly assetsFolder?: string;
  readonly area?: string;
  readonly signInName?: string;
  readonly role?: Role;
  readonly scope?: Scope; // in place of `area`
  readonly keys?: Keys; // of a product whose store it opens
  readonly demo?: boolean; // a demonstration asks for no second factor
  readonly onError?: (error: unknown) => void;
};

/** An express app with the console in it and one officer who may sign in. */
export async function openConsole(db: Connection, options: Options = {}) {
  const {
    figures = sampleFigures(),
    now = () => clock,
    assetsFolder,
    area,
    signInName = officer.signInName,
    role = 'officer',
    scope = area === undefined ? { kind: 'everything' } : { kind: 'area', id: area },
    keys: own = keys,
    demo = true,
    onError = () => undefined,
  } = options;
  await prepareStaff(db);
  await createStaffMember(db, { ...officer, signInName, role, scope }, clock);
  const app = express();
  app.set('query parser', 'simple');
  app.use(
    '/console',
    createConsole({
      db,
      figures,
      keys: own,
      ledger: createLedger(db, { now }),
      masthead: () => ({ agency: 'Sở Y tế', publicUrl: 'https://hl.example', demo: true }),
      accept: async () => undefined,
      isHoliday: () => false,
      planning: async () => (await campaignDeps(db, own)).deps,
      texts: loadTexts(),
      demo,
      secureCookies: false,
      now,
      onError,
      assetsFolder: assetsFolder ?? join(__dirname, '../../../dist/server/console/assets'),
    }),
  );
  return app;
}

/** The token of the form on a page. */
export function tokenIn(html: string): string {
  return /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
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

/** The sign-in form as a browser without scripts would send it. */
export async function signInForm(app: express.Express, agent = supertest.agent(app)) {
  const page = await agent.get('/console/sign-in');
  const csrf = tokenIn(page.text);
  return {
    cookie: String(page.headers['set-cookie']).split(';')[0],
    post: (fields: Readonly<Record<string, string | undefined>>, headers: Readonly<Record<string, string>> = {}) =>
      agent
        .post('/console/sign-in')
        .set(headers)
        .type('form')
        .send({ csrf, signInName: officer.signInName, password: officer.password, ...fields }),
  };
}

export type Agent = ReturnType<typeof supertest.agent>;

/** A browser that has signed in. */
export async function signedIn(app: express.Express, signInName: string = officer.signInName): Promise<Agent> {
  const agent = supertest.agent(app);
  const form = await signInForm(app, agent);
  await form.post({ signInName }).expect(303);
  return agent;
}
