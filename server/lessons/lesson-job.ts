import type { Job } from '../jobs/schedule';
import { type CountLessonsDeps, countLessons } from './count-lessons';

/** By night, when few learn; a demonstration is looked at on its first day. */
export function lessonJob(deps: CountLessonsDeps, demo: boolean): Job {
  return { name: 'count-lessons', at: demo ? '*/2 * * * *' : '10 3 * * *', run: async () => void (await countLessons(deps)) };
}
