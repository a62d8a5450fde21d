import { officer } from '../targets/hieu-luat/officer.mjs';

const plan = /href="(\/console\/plans\/[^"/?#]+)["?#]/g;
const indicator = /href="(\/console\/plans\/[^"/?#]+\/indicators\/[^"/?#]+)["?#]/g;

/** Signs in as a browser would and reads pages as that officer. */
export async function signIn(origin) {
  const cookies = new Map();

  async function request(path, init = {}) {
    const headers = { ...init.headers, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
    const response = await fetch(new URL(path, origin), { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0].split('=');
      cookies.set(name, value);
    }
    return response;
  }

  async function get(path) {
    const response = await request(path);
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
    return response.text();
  }

  const csrf = /name="csrf" value="([^"]+)"/.exec(await get('/console/sign-in'))?.[1] ?? '';
  const body = new URLSearchParams({ csrf, signInName: officer.signInName, password: officer.password });
  const signedIn = await request('/console/sign-in', { method: 'POST', body, headers: { origin } });
  if (signedIn.status !== 303) throw new Error(`signing in was answered ${signedIn.status}`);

  return { get, findPages: () => findPages(get) };
}

/** The addresses are those a page links to: nothing here knows how they are made. */
async function findPages(get) {
  const planPage = linkIn(plan, await get('/console'));
  const indicatorPage = linkIn(indicator, await get(planPage));
  return {
    'plan with its targets': planPage,
    'one target by area': `${indicatorPage}?by=area`,
    'one target by organisation': `${indicatorPage}?by=organisation`,
  };
}

/** The last such link: of the sample plan's targets, the one with schools below it. */
function linkIn(pattern, html) {
  const path = [...html.matchAll(pattern)].at(-1)?.[1];
  if (path === undefined) throw new Error(`no link like ${pattern} on the page`);
  return path;
}
