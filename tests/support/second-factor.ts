import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';

/** The code an app on the phone would show for the key that is written under the QR code. */
export function codeFor(key: string, at: Date = new Date()): string {
  return new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) }).generate({ timestamp: at.getTime() });
}

/** What an officer of a real installation does at the first sign-in, from the QR code to the recovery codes put away. */
export async function setUpSecondFactor(page: Page): Promise<void> {
  const key = await page.locator('code.secret').innerText();
  await page.locator('#code').fill(codeFor(key));
  await page.locator('main button').click();
  await page.locator('.recovery-codes').waitFor();
  await page.locator('main a.button').click();
}
