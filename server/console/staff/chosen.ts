import { z } from 'zod';
import type { Translate } from '../../i18n';
import { newStaffMember } from '../../staff/create-staff-member';
import type { Faults } from '../components/form';

const text = z.string().catch('');
const form = z.object({ name: text, signInName: text, password: text, again: text });

export type Typed = { readonly name: string; readonly signInName: string };

/** What somebody chose for themselves, with what is wrong about it; a password is never sent back. */
export function readChosen(
  body: unknown,
  kind: 'invitation' | 'password',
  s: Translate,
): { readonly typed: Typed; readonly password: string; readonly faults: Faults } {
  const { name, signInName, password, again } = form.parse(body ?? {});
  const { shape } = newStaffMember;
  const wrong = (field: 'name' | 'signInName') => kind === 'invitation' && !shape[field].safeParse({ name, signInName }[field]).success;
  const faults = {
    ...(wrong('name') ? { name: s('link.nameFault') } : {}),
    ...(wrong('signInName') ? { signInName: s('link.signInNameFault') } : {}),
    ...passwordFaults({ password, again }, s),
  };
  return { typed: { name, signInName }, password, faults };
}

/** The same rule wherever a password is chosen. */
export function passwordFaults({ password, again }: { readonly password: string; readonly again: string }, s: Translate): Faults {
  if (!newStaffMember.shape.password.safeParse(password).success) return { password: s('link.passwordFault') };
  return password === again ? {} : { again: s('link.againFault') };
}
