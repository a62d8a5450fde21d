import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from '../package-root';

const successor = z.strictObject({ name: z.string(), for: z.string().optional(), fact: z.string().optional() });
const register = z.strictObject({
  agencies: z.array(
    z.strictObject({
      was: z.array(z.string()).min(1),
      now: z.array(successor),
      since: z.iso.date().optional(),
    }),
  ),
});

export type Successor = z.infer<typeof successor>;

/** Who does the work of an agency today: nobody known is a gap, an agency without an entry has kept its name. */
export type AgencyToday =
  | { readonly state: 'kept' }
  | { readonly state: 'gap' }
  | { readonly state: 'moved'; readonly to: readonly Successor[] };
export type Agencies = (name: string, issued: string | null) => AgencyToday;

/** `content/agencies.yaml`, read once. */
export function loadAgencies(contentDir: string = join(packageRoot, 'content')): Agencies {
  return readAgencies(readFileSync(join(contentDir, 'agencies.yaml'), 'utf8'));
}

/** A plan issued after a change names the new agency itself, even where the name is an old one. */
export function readAgencies(text: string): Agencies {
  const { agencies } = register.parse(parse(text, { schema: 'core' }));
  const byName = new Map(agencies.flatMap((entry) => entry.was.map((name) => [name, entry] as const)));
  return (name, issued) => {
    const entry = byName.get(name);
    if (entry === undefined) return { state: 'kept' };
    if (entry.since !== undefined && issued !== null && issued >= entry.since) return { state: 'kept' };
    return entry.now.length === 0 ? { state: 'gap' } : { state: 'moved', to: entry.now };
  };
}
