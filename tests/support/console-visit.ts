import type { Page } from 'playwright-core';

/** Signs in with the form, as somebody who reads Vietnamese. */
export async function signInOnConsole(
  page: Page,
  address: string,
  { name, password }: { readonly name: string; readonly password: string },
) {
  await page.goto(`${address}/console/sign-in?lang=vi`);
  await page.getByLabel('Tên đăng nhập').fill(name);
  await page.getByLabel('Mật khẩu').fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}

/** The students counted of 100, as the officer's page says after it is opened anew. */
export async function studentsCounted(desk: Page, address: string): Promise<number> {
  await desk.goto(`${address}/console`);
  const said = desk.getByText(/ \/ 100 người$/).first();
  return Number.parseInt(await said.innerText(), 10);
}
