import { z } from 'zod';
import type { Issuer } from '../../reports/compose';
import type { View } from '../view';

/** What the form of a report's head and foot holds, as typed; a fault is a key under `page` of reports.json. */
const line = (most: number) => z.string('required').normalize('NFC').trim().max(most, 'tooLong');
const needed = (most: number) => line(most).min(1, 'required');

export const issuerForm = z.object({
  parentBody: line(120),
  name: needed(120),
  symbol: needed(40).regex(/^\//, 'badSymbol'),
  number: line(20),
  locality: needed(60),
  recipients: needed(2_000),
  authority: line(60),
  position: needed(80),
  signer: line(80),
});
export type IssuerForm = z.infer<typeof issuerForm>;

export function toIssuer(form: IssuerForm): Issuer {
  const { parentBody, name, symbol, number, locality, recipients, authority, position, signer } = form;
  return {
    ...(parentBody === '' ? {} : { parentBody }),
    name,
    symbol,
    ...(number === '' ? {} : { number }),
    locality,
    recipients: recipients.split(/\r?\n/).flatMap((one) => (one.trim() === '' ? [] : [one.trim()])),
    signer: { ...(authority === '' ? {} : { authority }), position, ...(signer === '' ? {} : { name: signer }) },
  };
}

/** The same form filled in with what stood under the last report. */
export function fromIssuer({ parentBody = '', name, symbol, locality, recipients, signer }: Issuer): IssuerForm {
  const { authority = '', position, name: signs = '' } = signer;
  return { parentBody, name, symbol, number: '', locality, recipients: recipients.join('\n'), authority, position, signer: signs };
}

/** What is wrong with the form, by the name of the field. */
export function issuerFaults(view: View, { issues }: z.ZodError): Readonly<Record<string, string>> {
  const say = view.words('reports');
  return Object.fromEntries(issues.map(({ path, message }) => [String(path[0]), say(`page.${message}`)]));
}

/** What was typed comes back into the form, whatever was wrong with it. */
export function typedBack(body: unknown): Partial<IssuerForm> {
  return z.record(z.string(), z.string().catch('')).catch({}).parse(body);
}
