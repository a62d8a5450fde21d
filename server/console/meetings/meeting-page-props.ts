import type { Summary } from '../../meetings/summary';
import type { MeetingFile } from '../../storage/collections/meeting-files';
import type { MeetingList } from '../../storage/collections/meeting-lists';
import type { Faults } from '../components/form';
import type { MeetingVisit } from './meeting-visit';

/** What the page of one meeting and its panels show. */
export type MeetingPageProps = Pick<MeetingVisit, 'view' | 'meeting' | 'groups' | 'hosts'> & {
  readonly lists: readonly MeetingList[];
  readonly rows: ReadonlyMap<string, number>; // by group, how many lines its sheet has
  readonly summary: Summary;
  readonly files: readonly MeetingFile[];
  readonly mayConfirm: boolean;
  readonly mayClear: boolean;
  readonly done?: string | undefined;
  readonly faults: Faults;
};
