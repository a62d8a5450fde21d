import { z } from 'zod';
import type { Visit } from '../requests';

/** What is wrong with a form, in the reader's words, by the name of the field. */
export function faultsOf({ view }: Visit, { issues }: z.ZodError): Readonly<Record<string, string>> {
  const say = view.words('plans');
  return Object.fromEntries(issues.map(({ path, message }) => [String(path[0]), say(`fault.${message}`)]));
}

/** What was typed comes back into the form, whatever was wrong with it. */
export function typedBack(body: unknown): Readonly<Record<string, string>> {
  return z.record(z.string(), z.string().catch('')).catch({}).parse(body);
}
