import type { Page } from 'playwright-core';

export type Talk = {
  readonly organisation: string;
  readonly population: string; // as the form calls it
  readonly group: string;
  readonly title: string;
  readonly place: string;
  readonly daysAgo: number;
  readonly from: string; // hh:mm
  readonly minutes: number;
};

const dayMs = 24 * 3_600_000;

/** Fills in the plan of a talk on law and knowledge; answers the address of its page, which is open then. */
export async function planTalk(page: Page, address: string, talk: Talk): Promise<string> {
  await page.goto(`${address}/console/meetings/new?organisation=${talk.organisation}`);
  await page.getByLabel(talk.population).first().check();
  await page.getByLabel(talk.group, { exact: true }).check();
  await page.getByLabel('Tên buổi').fill(talk.title);
  await page.getByLabel('Nơi tổ chức').fill(talk.place);
  await page.getByLabel('Ngày', { exact: true }).fill(new Date(Date.now() - talk.daysAgo * dayMs).toISOString().slice(0, 10));
  await page.getByLabel('Giờ bắt đầu').fill(talk.from);
  await page.getByLabel('Số phút trình bày').fill(`${talk.minutes}`);
  await page.getByLabel('Chính sách, pháp luật').check();
  await page.getByLabel('Thông tin, kiến thức').check();
  await page.getByRole('button', { name: 'Lưu kế hoạch' }).tap();
  await page.getByText('Đã lưu kế hoạch.').waitFor();
  return page.url().replace(/\?.*/, '');
}

/** On the page of a planned talk: the headcount, then the first rows of one group's list. */
export async function enterPresent(page: Page, group: string, present: number): Promise<void> {
  await page.getByRole('spinbutton', { name: 'Tổng số người' }).fill(`${present}`);
  await page.getByRole('button', { name: 'Lưu số người' }).tap();
  await page.getByText('Đã lưu số người.').waitFor();
  await page.getByRole('link', { name: `Tích danh sách ${group}` }).tap();
  await tickFirst(page, 'row', present);
  await page.getByLabel('Tôi đã xem hết').check();
  await page.getByRole('button', { name: 'Lưu danh sách' }).tap();
  await page.getByText('Đã lưu danh sách.').waitFor();
}

/** What waits for a second person. */
export async function confirmPresent(page: Page, meeting: string): Promise<void> {
  await page.goto(meeting);
  await page.getByRole('button', { name: 'Xác nhận danh sách' }).tap();
  await page.getByText('Đã xác nhận danh sách.').waitFor();
}

/** The first boxes of a list, without a round trip for each. */
export async function tickFirst(page: Page, name: string, count: number): Promise<void> {
  const boxes = `input[name="${name}"]`;
  await page
    .locator(boxes)
    .nth(count - 1)
    .waitFor();
  await page.evaluate(`[...document.querySelectorAll('${boxes}')].slice(0, ${count}).forEach((box) => box.click())`);
}
