import { join } from 'node:path';
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import { packageRoot } from '../package-root';
import { sameOrigin } from '../staff/same-origin';
import { saveBeforeRedirect } from '../staff/save-before-redirect';
import { findSignedIn, staffSession } from '../staff/staff-session';
import { readAssets } from './assets';
import { campaignRoutes } from './campaigns/routes';
import type { ConsoleDeps } from './console-deps';
import { denominatorRoutes } from './denominators/routes';
import { homeRoutes } from './home/routes';
import { keepLanguage } from './language';
import { lessonRoutes } from './lessons/routes';
import { consolePath } from './links';
import { matchRoutes } from './matches/routes';
import { meetingRoutes } from './meetings/routes';
import { peopleRoutes } from './people/routes';
import { placeRoutes } from './places/routes';
import { plansRoutes } from './plans/routes';
import { qualityRoutes } from './quality/routes';
import { readinessRoutes } from './readiness/routes';
import { reportRoutes } from './reports/routes';
import { createRequests, type Requests } from './requests';
import { returnRoutes } from './returns/routes';
import { rosterRoutes } from './rosters/routes';
import { definitionRoutes } from './routes/definition-routes';
import { indicatorRoutes } from './routes/indicator-routes';
import { planRoutes } from './routes/plan-routes';
import { signInRoutes } from './routes/sign-in-routes';
import { staffRoutes } from './staff/routes';

/** The officers' console, to be mounted at `/console` after `prepareStaff` has run. */
export function createConsole(deps: ConsoleDeps): Router {
  const assets = readAssets(deps.assetsFolder ?? join(packageRoot, 'dist/server/console/assets'));
  const requests = createRequests(deps, assets.addressOf);
  const router = express.Router();

  router.use(securityHeaders(deps.secureCookies));
  router.use('/assets', assets.serve);
  router.use(noStore);
  router.use(staffSession(deps.db, { key: deps.keys.of('sign-in'), path: consolePath, secureCookies: deps.secureCookies }));
  router.use(saveBeforeRedirect);
  router.use(keepLanguage(deps.secureCookies));
  router.use(sameOrigin((request, response) => requests.problem(request, response, 'forbidden')));
  router.use(readForms());

  router.use(signInRoutes(deps, requests));
  router.use(homeRoutes(deps, requests));
  router.use(plansRoutes(deps, requests)); // before the next: `/plans/compare` is no plan
  router.use(planRoutes(deps, requests));
  router.use(indicatorRoutes(deps, requests));
  router.use(reportRoutes(deps, requests));
  router.use(placeRoutes(deps, requests));
  router.use(rosterRoutes(deps, requests));
  router.use(denominatorRoutes(deps, requests));
  router.use(qualityRoutes(deps, requests));
  router.use(lessonRoutes(deps, requests));
  router.use(matchRoutes(deps, requests));
  router.use(returnRoutes(deps, requests));
  router.use(campaignRoutes(deps, requests));
  router.use(definitionRoutes(requests));
  router.use(meetingRoutes(deps, requests));
  router.use(staffRoutes(deps, requests));
  router.use(peopleRoutes(deps, requests));
  router.use(readinessRoutes(deps, requests));
  router.use(async (request, response) => {
    const member = await findSignedIn(deps.db, request.session, { now: deps.now(), demo: deps.demo });
    requests.problem(request, response, 'notFound', member); // the same answer as for what somebody may not see
  });
  router.use(onFailure(deps, requests));
  return router;
}

/** A stranger sends a name and a password; a list with its ticks comes only from somebody who is signed in. */
function readForms(): RequestHandler {
  const short = express.urlencoded({ extended: false, limit: '8kb' });
  const long = express.urlencoded({ extended: false, limit: '256kb', parameterLimit: 5_000 });
  return (request, response, next) => (request.session.staffId === undefined ? short : long)(request, response, next);
}

/** Everything comes from this origin, and nothing inline: a name that got past the escaping could still not run. */
function securityHeaders(secure: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    strictTransportSecurity: secure,
    crossOriginOpenerPolicy: secure, // browsers ignore it without TLS and complain
    originAgentCluster: secure,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
}

const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

function onFailure(deps: ConsoleDeps, requests: Requests): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const refused = isClientError(error);
    if (!refused) deps.onError?.(error);
    requests.problem(request, response, refused ? 'forbidden' : 'failed');
  };
}

/** A missing token, a body too large, an address that cannot be decoded: the library says which by status. */
function isClientError(error: unknown): boolean {
  if (!(error instanceof Error) || !('status' in error)) return false;
  return typeof error.status === 'number' && error.status >= 400 && error.status < 500;
}
