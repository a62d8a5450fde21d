import type { SendFailureCode } from '../send-failure';
import type { SendAnswer } from './payload';

type ApiError = NonNullable<SendAnswer['error']>;

// Messenger Platform error codes, read 2026-11-22. Status and text of an error vary; only code and subcode are looked at.
const bySubcode: Readonly<Record<string, SendFailureCode>> = {
  '1.1357046': 'unknown', // sent, though the answer is an error
  '10.2018278': 'outside_window',
  '10.2018065': 'outside_window',
  '10.2018108': 'learner_left',
  '10.1893015': 'learner_left',
  '100.2018001': 'learner_left',
  '200.1545041': 'learner_left',
  '4.2018354': 'outside_window',
  '613.1893016': 'rejected',
  '613.2018338': 'misconfigured', // told to slow down for good: a person must look
};

const byCode: Readonly<Record<number, SendFailureCode>> = {
  1: 'not_sent',
  2: 'not_sent',
  4: 'out_of_quota', // what the app may call in a day
  10: 'misconfigured',
  17: 'throttled',
  32: 'throttled',
  100: 'rejected',
  190: 'misconfigured',
  200: 'misconfigured',
  230: 'misconfigured',
  368: 'misconfigured',
  551: 'learner_left',
  613: 'throttled',
  1200: 'not_sent',
  2022: 'misconfigured',
  80006: 'throttled',
  2018300: 'outside_window', // another app has the conversation
  2018321: 'throttled',
};

/** What an error of the Send API means for the sender. One that is not known is not tried again. */
export function failureOf({ code, subcode }: ApiError): SendFailureCode {
  const known = subcode === undefined ? undefined : bySubcode[`${code}.${subcode}`];
  return known ?? byCode[code] ?? 'rejected';
}
