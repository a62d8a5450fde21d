const allowed = /^[A-Za-z0-9_=-]+$/;

/** The link that opens a page's chat; a code in it comes back as the `ref` of the first event. Some phones lose it, so it is printed beside. */
export function entryLink(page: string, ref: string | undefined): string {
  const link = `https://m.me/${encodeURIComponent(page)}`;
  return ref !== undefined && allowed.test(ref) ? `${link}?ref=${ref}` : link;
}
