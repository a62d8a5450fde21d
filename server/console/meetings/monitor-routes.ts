import { randomBytes } from 'node:crypto';
import express, { type Request, type Response, type Router } from 'express';
import { findMonitorLink, monitorLinkId, useMonitorLink } from '../../meetings/monitor-links';
import { findMeetingForLink } from '../../meetings/monitored-meeting';
import { saveList } from '../../meetings/record-meeting';
import type { ConsoleDeps } from '../console-deps';
import type { Requests } from '../requests';
import { meetingLinks } from './links';
import { MonitorDonePage, MonitorPage } from './monitor-page';
import { readTicks } from './read-ticks';

declare module 'express-session' {
  interface SessionData {
    attendance: string; // id of a class monitor's link that was opened
    attended: true; // its list was sent
  }
}

/** One class for whoever has its link: no account, no menu, nothing else. The token leaves the address bar at once. */
export function monitorRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();

  router.get('/attendance/:token', (request, response) => {
    request.session.attendance = monitorLinkId(deps.keys, request.params.token);
    delete request.session.attended;
    response.redirect(303, meetingLinks.attendance());
  });

  router.get('/attendance', async (request, response) => {
    const opened = await open(request);
    if (opened === undefined) return over(request, response);
    const { meeting, group, rows, link } = opened;
    const page = MonitorPage({
      view: requests.view(request),
      ...{ meeting, rows },
      groupName: group.name,
      action: meetingLinks.attendance(),
      present: new Set(),
      complete: false,
      saveKey: randomBytes(9).toString('base64url'),
      keptAs: link._id.slice(0, 12),
      once: true,
    });
    requests.send(response, page);
  });

  router.post('/attendance', requests.withToken, async (request, response) => {
    const opened = await open(request);
    const ticks = opened === undefined ? undefined : readTicks(request.body, opened.rows);
    if (opened === undefined || ticks === undefined) {
      if (request.session.attended === true) return response.redirect(303, meetingLinks.attendance('sent'));
      return over(request, response);
    }
    const { meeting, link } = opened;
    if (await useMonitorLink(deps.db, link, deps.now())) {
      const input = { ...ticks, group: link.group, key: link._id, alsoBy: link.createdBy };
      await saveList(deps, { meeting, by: `link:${link._id}` }, input);
    }
    request.session.attended = true;
    response.redirect(303, meetingLinks.attendance('sent'));
  });

  async function open(request: Request) {
    const { attendance } = request.session;
    const link = attendance === undefined ? undefined : await findMonitorLink(deps.db, attendance, deps.now());
    return link === undefined ? undefined : findMeetingForLink(deps.db, link);
  }

  function over(request: Request, response: Response): void {
    const sent = request.session.attended === true;
    requests.send(response, MonitorDonePage({ view: requests.view(request), what: sent ? 'sent' : 'over' }), sent ? 200 : 404);
  }

  return router;
}
