/** The link that a QR code holds: it opens the web chat with the code. */
export function joinLink(publicUrl: string, code: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/j/${code}`;
}

/** A link as it is read off paper and typed: browsers add what is left out. */
export function typedLink(link: string): string {
  return link.replace(/^https?:\/\//, '');
}
