const longest = 300;

/** Words of the platform for an error: cut short, and without what was sent along, should it be echoed. */
export function withoutSecrets(text: string, secrets: readonly (string | undefined)[]): string {
  const clean = secrets.reduce<string>((rest, secret) => (secret ? rest.replaceAll(secret, '***') : rest), text);
  return clean.slice(0, longest);
}
