/** The code a link or QR brought (`?c=`, `?code=` or `#`), taken out of the address bar and of the history at once. */
export function takeJoinCode(): string | undefined {
  const url = new URL(location.href);
  const code = url.searchParams.get('c') ?? url.searchParams.get('code') ?? decode(url.hash.slice(1));
  if (url.search !== '' || url.hash !== '') history.replaceState(null, '', url.pathname);
  const trimmed = code.trim();
  return /^[\p{L}\p{N}-]{1,64}$/u.test(trimmed) ? trimmed : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
