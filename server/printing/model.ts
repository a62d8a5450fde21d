import type { Part } from '../../courses/model';

/** What everything printed shares: who answers for the programme, and where it is met. */
export type Masthead = {
  readonly agency: string;
  readonly publicUrl: string;
  /** The name under which the official account is found on Zalo; without it Zalo is not named. */
  readonly zalo?: string;
  /** The page's name in `m.me/<page>`; without it Messenger is not named. */
  readonly messenger?: string;
  readonly demo: boolean;
  readonly printedAt: Date;
};

/**
 * A group's code for a wall. Neither group nor organisation has a place here: what hangs in a school and in a guest house
 * looks the same.
 */
export type JoinSheet = { readonly masthead: Masthead; readonly code: string; readonly expiresAt: Date };

/** One line of a roster: the number the organisation knows somebody by, and their single-use code. */
export type RosterRow = { readonly number: number; readonly code: string };

/**
 * Cards of one group, begun on a page of their own. `roster` cards carry the group's name in the margin that is cut away, so that
 * whoever hands them out finds the pile; cards of kind `card` carry nothing.
 */
export type CardBatch =
  | { readonly kind: 'roster'; readonly groupName: string; readonly rows: readonly RosterRow[] }
  | { readonly kind: 'card'; readonly rows: readonly RosterRow[] };

export type Cards = { readonly masthead: Masthead; readonly batches: readonly CardBatch[] };

/** What is known of a meeting before it takes place. */
export type PlannedMeeting = {
  readonly title: string;
  readonly organisation: string;
  /** Others that share it. */
  readonly sharedWith?: readonly string[];
  readonly place: string;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly parts: readonly Part[];
  readonly speaker: string;
};

/** The end of a code tells a line from its neighbours and opens nothing: the sheet goes from hand to hand, so it is never the code itself. */
export type AttendanceRow = { readonly number: number; readonly tail: string };

/** A class or shift, with a sheet of its own pages. Never of service workers: no list of them is signed. */
export type AttendanceGroup = { readonly name: string; readonly rows: readonly AttendanceRow[] };

export type AttendanceSheet = {
  readonly masthead: Masthead;
  readonly meeting: PlannedMeeting;
  /** The code that the QR at its head opens. */
  readonly code?: string;
  readonly groups: readonly AttendanceGroup[];
};

/** Slips of one class, one a child; who collects them keeps them. */
export type SlipClass = { readonly name: string; readonly holder: string; readonly rows: readonly SlipRow[] };

/** A child's whole code where the office has brought its list, else the end of it. */
export type SlipRow = RosterRow | AttendanceRow;

export type GuardianSlips = {
  readonly masthead: Masthead;
  readonly organisation: string;
  /** Where a guardian goes or calls to ask, correct or withdraw. */
  readonly contact: string;
  /** The last day (`yyyy-mm-dd`) to bring the slip back. */
  readonly returnBy: string;
  readonly classes: readonly SlipClass[];
};

/** What the minutes of a meeting say; what is not known yet is left to be written by hand. */
export type MeetingMinutes = {
  readonly masthead: Masthead;
  readonly meeting: PlannedMeeting;
  /** The body above the organisation, where there is one. */
  readonly parentBody?: string;
  /** Number and sign of the document, as in `12/BB-THPT`. */
  readonly number?: string;
  /** The commune that stands before the date. */
  readonly locality: string;
  readonly endedAt?: Date;
  readonly chair?: string;
  readonly secretary?: string;
  /** How many of each organisation were there; they sum to the headcount. */
  readonly present?: readonly { readonly organisation: string; readonly people: number }[];
  readonly absent?: number;
  readonly proceedings?: readonly string[];
};

export type NameCodeList = {
  readonly masthead: Masthead;
  readonly organisation: string;
  readonly groups: readonly { readonly name: string; readonly rows: readonly RosterRow[] }[];
};

/** What an organisation has done between two days, both included. Counts of people below ten are `undefined`. */
export type ProvenActivity = {
  readonly organisation: string;
  readonly from: string;
  readonly to: string;
  readonly meetings: readonly (Pick<PlannedMeeting, 'title' | 'place' | 'startsAt' | 'minutes' | 'parts'> & {
    readonly people: number | undefined;
  })[];
  readonly attendances: number | undefined;
  readonly groups: number;
  readonly joined: number | undefined;
  readonly reached: number | undefined;
};
