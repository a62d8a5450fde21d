import type { HttpErrorCode } from '../errors';
import type { chatAnswers, chatBodies } from './chat-schemas';

type Answer = keyof typeof chatAnswers;

/** One thing a chat page may ask for. `problems` are those that depend on the request; any may also meet `internal` or `not_open`. */
export type ChatOperation = {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  readonly summary: string;
  readonly after?: true; // takes the cursor of the last reply that is known
  readonly body?: keyof typeof chatBodies;
  readonly status?: 200 | 202;
  readonly answers: readonly Answer[];
  readonly stream?: true; // answered as server-sent events, unless the chat is hidden
  readonly problems: readonly HttpErrorCode[];
  readonly plainly?: readonly HttpErrorCode[]; // refused before it is read, with a line of text
};

/** The chat API in the order a page uses it; a test holds it to the routes that are served. */
export const chatOperations: readonly ChatOperation[] = [
  {
    method: 'post',
    path: '/chat/api/session',
    summary: 'Opens the chat of this device, or a new one: sets the cookies that all else needs',
    answers: ['Opening'],
    problems: ['forbidden', 'too_many_requests'],
  },
  {
    method: 'get',
    path: '/chat/api/session',
    summary: 'Says how the chat stands without touching it',
    answers: ['Opening'],
    problems: ['sign_in_needed'],
  },
  {
    method: 'delete',
    path: '/chat/api/session',
    summary: 'Lets this device forget its chat',
    answers: ['Done'],
    problems: ['forbidden'],
  },
  {
    method: 'post',
    path: '/chat/api/session/activity',
    summary: 'Says that somebody is there: ten minutes without it hide the chat',
    answers: ['Touched', 'Hidden'],
    problems: ['sign_in_needed', 'forbidden'],
  },
  {
    method: 'post',
    path: '/chat/api/session/resume',
    summary: 'Opens a hidden chat again, with its code where it has one',
    body: 'Resume',
    answers: ['Opening'],
    problems: ['bad_request', 'sign_in_needed', 'forbidden', 'too_large', 'too_many_requests'],
  },
  {
    method: 'put',
    path: '/chat/api/session/code',
    summary: 'Sets the code that opens a hidden chat, or takes it away',
    body: 'Code',
    answers: ['Done', 'Hidden'],
    problems: ['bad_request', 'sign_in_needed', 'forbidden', 'too_large'],
  },
  {
    method: 'post',
    path: '/chat/api/events',
    summary: 'Takes what the learner did. An event is known by its id: sent again it counts once',
    body: 'Events',
    status: 202,
    answers: ['Done'],
    problems: ['bad_request', 'sign_in_needed', 'not_ready'],
    plainly: ['too_large'],
  },
  {
    method: 'get',
    path: '/chat/api/replies',
    summary: 'What was said after a cursor',
    after: true,
    answers: ['Replies', 'Hidden'],
    problems: ['sign_in_needed'],
  },
  {
    method: 'get',
    path: '/chat/api/stream',
    summary: 'The same as it is said: events `replies`, each with its last cursor as id, and `idle` when the chat is hidden',
    after: true,
    stream: true,
    answers: ['Replies', 'Hidden'],
    problems: ['sign_in_needed'],
  },
];
