import express, { type Router } from 'express';
import { z } from 'zod';
import type { LessonFigures } from '../../lessons/model';
import { times } from '../../lessons/passages';
import { lessonFiguresWithin } from '../../storage/collections/lesson-figures';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import type { Requests, Visit } from '../requests';
import { lessonCsv, lessonListCsv } from './lesson-csv';
import { LessonPage } from './lesson-page';
import { LessonsPage } from './lessons-page';
import type { LessonFilter } from './links';

const filters = z.object({
  times: z.enum(times).catch('first'),
  course: z.string().max(40).optional().catch(undefined),
  version: z.string().max(64).optional().catch(undefined),
});

/** How lessons are taken. Of everybody together, so not for whom sees a part. */
export function lessonRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const permission = 'see-lesson-figures';

  router.get(
    '/lessons',
    requests.forStaff(permission, async (visit) => {
      if (visit.bounds !== 'everything') return requests.notFound(visit);
      const { filter, rows, all } = await listOf(visit);
      const titles = new Map(all.map(({ course, courseTitles }) => [course, courseTitles[visit.view.format.language]]));
      const courses = [...titles].map(([id, title]) => ({ id, title }));
      requests.send(visit.response, LessonsPage({ view: visit.view, filter, rows, courses }));
    }),
  );

  router.get(
    '/lessons/export.csv',
    requests.forStaff(permission, async (visit) => {
      if (visit.bounds !== 'everything') return requests.notFound(visit);
      const { filter, rows } = await listOf(visit);
      await sendFile(visit, ['lessons', filter.course ?? 'all', filter.times], lessonListCsv(visit.view, rows));
    }),
  );

  router.get(
    '/lessons/:lesson',
    requests.forStaff(permission, async (visit) => {
      const found = await oneOf(visit);
      if (found === undefined) return requests.notFound(visit);
      requests.send(visit.response, LessonPage({ view: visit.view, ...found }));
    }),
  );

  router.get(
    '/lessons/:lesson/export.csv',
    requests.forStaff(permission, async (visit) => {
      const found = await oneOf(visit);
      if (found === undefined) return requests.notFound(visit);
      const { row } = found;
      await sendFile(visit, ['lesson', row.name, row.version.slice(0, 8), row.times], lessonCsv(visit.view, row));
    }),
  );

  async function listOf({ request, bounds }: Visit) {
    const filter = filters.parse(request.query);
    const found = await lessonFiguresWithin(deps.db, bounds).find({ times: filter.times });
    const all = [...found].sort(byCourse);
    const wanted = filter.course === undefined || filter.course === '' ? all : all.filter(({ course }) => course === filter.course);
    return { filter, rows: wanted, all };
  }

  async function oneOf({ request, bounds }: Visit) {
    const filter: LessonFilter = filters.parse(request.query);
    const lesson = String(request.params.lesson);
    const found = await lessonFiguresWithin(deps.db, bounds).find({ lesson, times: filter.times });
    const versions = [...found].sort(byCourse);
    const row = versions.find(({ version }) => version === filter.version) ?? versions[0];
    return row === undefined ? undefined : { filter, row, versions };
  }

  async function sendFile(visit: Visit, subject: readonly string[], csv: string) {
    await visit.record('exported', subject.join(' '));
    const name = `${deps.demo ? 'demo-' : ''}hieu-luat-${subject.join('-')}-${today(visit.now)}.csv`;
    visit.response.attachment(name).type('text/csv; charset=utf-8').send(csv);
  }
  return router;
}

/** Course by course, lesson by lesson, the newest version first. */
function byCourse(a: LessonFigures, b: LessonFigures): number {
  return a.course.localeCompare(b.course) || a.name.localeCompare(b.name) || b.publishedAt.getTime() - a.publishedAt.getTime();
}
