import express, { type Router } from 'express';
import { renderToString } from 'preact-render-to-string';
import { printJoinCode } from '../../../bot/dialogue/join-code-text';
import { codeOnScreen, isCheckInOpen, openCheckIn } from '../../meetings/check-in-codes';
import { joinLink, typedLink } from '../../printing/join-link';
import type { ConsoleDeps } from '../console-deps';
import type { Requests } from '../requests';
import { meetingLinks } from './links';
import { type MeetingVisit, meetingVisit } from './meeting-visit';
import { ScreenCode, ScreenPage } from './screen-page';

/** The code on the wall, for as long as somebody shows it. */
export function screenRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const permission = 'record-meetings';
  const page = typedLink(deps.masthead('vi').publicUrl);

  router.get(
    '/meetings/:meeting/screen',
    requests.forStaff(permission, (visit) =>
      forHost(visit, async ({ meeting, response, view, now }) => {
        const shown = isCheckInOpen(meeting, now) ? (await codeNow(meeting._id, now)).shown : undefined;
        requests.send(response, ScreenPage({ view, meeting, shown, page }));
      }),
    ),
  );

  router.get(
    '/meetings/:meeting/screen/code',
    requests.forStaff(permission, (visit) =>
      forHost(visit, async (known) => {
        const { meeting, response, view, now } = known;
        if (!isCheckInOpen(meeting, now)) return requests.notFound(known);
        const { shown, nextInMs } = await codeNow(meeting._id, now);
        response.json({ html: renderToString(ScreenCode({ view, shown, page })), nextInMs });
      }),
    ),
  );

  router.post(
    '/meetings/:meeting/screen',
    requests.withToken,
    requests.forStaff(permission, (visit) =>
      forHost(visit, async ({ meeting, response, record, now }) => {
        await openCheckIn(deps.db, meeting._id, now);
        await record('check-in-opened', meeting._id);
        response.redirect(303, meetingLinks.screen(meeting._id));
      }),
    ),
  );

  async function forHost(visit: Parameters<typeof meetingVisit>[1], handler: (visit: MeetingVisit) => Promise<void>): Promise<void> {
    const known = await meetingVisit(deps.db, visit);
    if (known === undefined || !known.hosts || known.meeting.cancelled !== undefined) return requests.notFound(visit);
    await handler(known);
  }

  async function codeNow(meeting: string, now: Date) {
    const { code, nextInMs } = await codeOnScreen(deps.db, deps.keys, meeting, now);
    return { shown: { code, link: joinLink(deps.masthead('vi').publicUrl, printJoinCode(code)) }, nextInMs };
  }

  return router;
}
