import express, { type Router } from 'express';
import { z } from 'zod';
import { addMeetingFile, readMeetingFile } from '../../meetings/meeting-files';
import { meetingFilesWithin } from '../../storage/collections/meeting-files';
import type { ConsoleDeps } from '../console-deps';
import type { Requests, Visit } from '../requests';
import { receiveFile } from '../upload';
import { meetingLinks } from './links';
import { meetingVisit } from './meeting-visit';
import { showMeeting } from './show-meeting';

const kind = z.object({ kind: z.enum(['sheet', 'minutes']) });
const endings = { 'image/jpeg': 'jpg', 'image/png': 'png', 'application/pdf': 'pdf' } as const;

/** Photos and minutes: sealed on the way in, opened only within bounds, written down each time. */
export function fileRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const permission = 'record-meetings';

  router.post(
    '/meetings/:meeting/files',
    ...receiveFile(requests, 'file'),
    requests.forStaff(permission, async (visit) => {
      const known = await meetingVisit(deps.db, visit);
      const read = kind.safeParse(visit.request.body);
      if (known === undefined || !known.hosts || !read.success) return requests.notFound(visit);
      const { meeting, member, now, request, response } = known;
      const bytes = request.file?.buffer ?? Buffer.alloc(0);
      const added = await addMeetingFile(deps.db, deps.keys, meeting, { kind: read.data.kind, bytes, by: member.id, now });
      if (added === undefined) return refuse(visit);
      await visit.record('meeting-file-added', added._id);
      response.redirect(303, meetingLinks.one(meeting._id, 'file'));
    }),
  );

  router.get(
    '/meetings/:meeting/files/:file',
    requests.forStaff(permission, async (visit) => {
      const { request, response, bounds } = visit;
      const filter = { _id: String(request.params.file), meeting: String(request.params.meeting) };
      const file = await meetingFilesWithin(deps.db, bounds).findOne(filter);
      const bytes = file === undefined ? undefined : await readMeetingFile(deps.db, deps.keys, file);
      if (file === undefined || bytes === undefined) return requests.notFound(visit);
      await visit.record('meeting-file-read', file._id);
      response.attachment(`${file.kind}-${file._id}.${endings[file.type]}`).type(file.type);
      response.set('X-Content-Type-Options', 'nosniff').send(bytes);
    }),
  );

  function refuse(visit: Visit): Promise<void> {
    return showMeeting(deps, requests, visit, undefined, { file: visit.view.words('meetings')('fault.file') }, 422);
  }

  return router;
}
