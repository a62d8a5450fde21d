import { pageIdsOf } from '../../../bot/channels/messenger/page-ids';
import { type DeleteAskedDeps, deleteAskedData } from '../../../server/jobs/delete-asked-data';
import { createLogger } from '../../../server/observability/logger';
import { native } from '../../../server/storage/collection';
import { consents } from '../../../server/storage/collections/consents';
import { conversations } from '../../../server/storage/collections/conversations';
import { dataDeletionRequests } from '../../../server/storage/collections/data-deletion-requests';
import { inbox } from '../../../server/storage/collections/inbox';
import { people } from '../../../server/storage/collections/people';
import { eventually } from '../../support/eventually';
import { MessengerSimulator } from '../../support/messenger-simulator';
import { sampleAccount } from '../../support/messenger-simulator/options';
import { type Product, startProduct } from '../../support/product';

const meta = new MessengerSimulator('app-secret-of-the-page', 'page-token');
const path = '/webhooks/messenger/data-deletion';
let product: Product;
let ahead = 0;
let apiUrl: string;

beforeAll(async () => {
  apiUrl = await meta.start();
  const env = {
    MESSENGER_APP_SECRET: meta.appSecret,
    MESSENGER_APP_ID: sampleAccount.appId,
    MESSENGER_VERIFY_TOKEN: 'verify-token',
    MESSENGER_PAGE_TOKEN: meta.pageToken,
    MESSENGER_API_URL: apiUrl,
  };
  product = await startProduct({ env });
  await meta.connectWebhook(`${product.address}/webhooks/messenger`, 'verify-token');
});
afterAll(async () => {
  await product.close();
  await meta.stop();
});

const rows = () => native(dataDeletionRequests(product.running.storage.db));

async function ask(signed: string): Promise<{ readonly status: number; readonly url: string; readonly code: string }> {
  const response = await fetch(product.address + path, { method: 'POST', body: new URLSearchParams({ signed_request: signed }) });
  const { url = '', confirmation_code: code = '' } = (await response.json()) as { url?: string; confirmation_code?: string };
  return { status: response.status, url, code };
}

/** A tick of the job, an hour after the one before. */
async function tick(): Promise<void> {
  ahead += 3_600_000;
  const deps: DeleteAskedDeps = {
    db: product.running.storage.db,
    keys: product.keys,
    account: 'page',
    accept: product.running.pipeline.accept,
    pageIds: (user) => pageIdsOf({ apiUrl, appId: sampleAccount.appId, appSecret: meta.appSecret }, user),
    logger: createLogger('silent'),
    now: () => new Date(Date.now() + ahead),
  };
  await deleteAskedData(deps);
}

/** Somebody who agreed to learn, and signed in with the app before. */
async function learnerWith(appScopedId: string) {
  const learner = meta.addLearner();
  learner.appScopedId = appScopedId;
  const answered = async (count: number) => eventually(() => expect(meta.received(learner.id).length).toBeGreaterThanOrEqual(count));
  await meta.say(learner.id, 'xin chào');
  await answered(1);
  await meta.tap(learner.id, /18 tuổi/);
  await answered(2);
  await meta.say(learner.id, 'không có mã');
  await answered(3);
  return learner;
}

const pageOf = async (code: string, language = 'vi') => {
  const response = await fetch(`${product.address}/data-deletion/${code}?lang=${language}`);
  return { status: response.status, html: await response.text() };
};

describe('a deletion that Meta passes on', () => {
  test('erases whoever it means, and says when that is done', async () => {
    const learner = await learnerWith('218471');
    const { db } = product.running.storage;
    const before = await native(conversations(db)).findOne({});
    const said = meta.received(learner.id).length;

    const { status, url, code } = await ask(meta.deletionRequest('218471'));
    expect(status).toBe(200);
    expect(url).toMatch(new RegExp(`/data-deletion/${code}$`));
    expect((await pageOf(code)).html).toContain('đang xóa');

    await tick();
    await eventually(async () => expect(await native(inbox(db)).countDocuments({ open: { $exists: true } })).toBe(0));
    await tick();

    expect(await native(people(db)).findOne({ _id: before?.person ?? '' })).toMatchObject({ key: null });
    expect(await native(consents(db)).countDocuments({ person: before?.person ?? '' })).toBe(0);
    expect((await native(conversations(db)).findOne({ _id: before?._id ?? '' }))?.person).not.toBe(before?.person);
    expect(meta.received(learner.id)).toHaveLength(said);
    const done = await pageOf(code, 'en');
    expect(done.html).toContain('We hold nothing about you any more');
    expect(done.html).toContain(code);
    expect(done.html).not.toMatch(/<script|<img|<link/);
    expect(Object.keys((await rows().findOne({ _id: code })) ?? {}).sort()).toEqual(['_id', 'askedAt', 'doneAt', 'tries']);
  });

  test('has the same code when it is replayed, and erases nothing again', async () => {
    await learnerWith('218472');
    const signed = meta.deletionRequest('218472');
    const [first, second] = [await ask(signed), await ask(signed)];

    expect(second.code).toBe(first.code);
    expect(await rows().countDocuments({ _id: first.code })).toBe(1);
  });

  test('of somebody who never wrote to the page leaves no conversation behind', async () => {
    const { db } = product.running.storage;
    meta.addLearner().appScopedId = '300';
    const conversed = await native(conversations(db)).countDocuments({});

    const { code } = await ask(meta.deletionRequest('300'));
    await tick();

    expect(await native(conversations(db)).countDocuments({})).toBe(conversed);
    expect((await rows().findOne({ _id: code }))?.doneAt).toBeInstanceOf(Date);
  });

  test('waits while Meta does not say whom it means, and is not forgotten', async () => {
    const { code } = await ask(meta.deletionRequest('400'));
    await tick();
    expect(await rows().findOne({ _id: code })).toMatchObject({ tries: 1 });
    expect((await pageOf(code)).html).toContain('đang xóa');

    meta.addLearner().appScopedId = '400';
    await tick();

    expect((await pageOf(code)).html).toContain('Đã xóa xong');
  });

  test('never stands readable in the store', async () => {
    const { code } = await ask(meta.deletionRequest('5551234567'));

    expect(JSON.stringify(await rows().findOne({ _id: code }))).not.toContain('5551234567');
    expect((await rows().findOne({ _id: code }, { promoteBuffers: true }))?.user?.includes('5551234567')).toBe(false);
  });

  test.each([
    { request: 'signed with another secret', status: 403, signed: () => meta.deletionRequest('1', 'another secret') },
    { request: 'cut short', status: 403, signed: () => meta.deletionRequest('1').slice(0, -3) },
    { request: 'that is empty', status: 403, signed: () => '' },
  ])('$request is refused', async ({ status, signed }) => {
    const before = await rows().countDocuments({});

    expect(await ask(signed())).toMatchObject({ status });
    expect(await rows().countDocuments({})).toBe(before);
  });

  test('without its field is refused', async () => {
    expect((await fetch(product.address + path, { method: 'POST', body: 'nothing' })).status).toBe(400);
  });
});

describe('the page on deleting data', () => {
  test('knows no code it did not give, and explains how anybody deletes their data', async () => {
    const unknown = await pageOf('0123456789ABCDEF0123');
    expect(unknown.status).toBe(404);
    expect(unknown.html).toContain('xóa dữ liệu');

    const plain = await fetch(`${product.address}/data-deletion`);
    expect(plain.status).toBe(200);
    expect(await plain.text()).toContain('<html lang="vi">');
  });
});
