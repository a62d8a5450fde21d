import express, { type Express, type Router } from 'express';
import helmet, { type HelmetOptions } from 'helmet';
import { type HealthParts, healthRoutes } from './http/health';
import { answerErrors, answerNotFound } from './http/middleware/answer-errors';
import { giveRequestId } from './http/middleware/give-request-id';
import { noteRequests } from './http/middleware/note-requests';
import type { Texts } from './i18n';
import type { Logger } from './observability/logger';

export type AppParts = HealthParts & {
  readonly logger: Logger;
  readonly texts: Texts;
  readonly publicUrl: string;
  readonly trustProxy: number;
  readonly newId: () => string; // ids of requests
  readonly mounts: readonly { readonly path: string; readonly router: Router }[];
};

/** Everything a browser asks for; the webhooks stand ahead of it. Routers bring the body parsers and limits they need. */
export function createApp(parts: AppParts): Express {
  const { logger, metrics, texts, publicUrl, trustProxy, newId, mounts } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy);
  app.set('query parser', 'simple');
  app.use(giveRequestId(newId), noteRequests(logger, metrics), helmet(securityHeaders(publicUrl)));
  app.use(healthRoutes(parts));
  for (const { path, router } of mounts) app.use(path, router);
  app.use(answerNotFound(texts), answerErrors(texts, logger));
  return app;
}

/** Charts carry style attributes; scripts, styles and everything else come from this server only. */
function securityHeaders(publicUrl: string): HelmetOptions {
  const encrypted = publicUrl.startsWith('https:');
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(encrypted ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: encrypted ? { maxAge: 15_552_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  };
}
