import express, { type Router } from 'express';
import request from 'supertest';
import { z } from 'zod';
import { createChatApi } from '../../../server/http/chat-api';
import { openApiDocument, openApiRoutes } from '../../../server/http/openapi';
import { eventually } from '../../support/eventually';
import { type Product, startProduct } from '../../support/product';
import { codesInMemory, keys, scriptedFeed } from '../widget/chat-server';

const document = openApiDocument();
const minute = 60_000;

describe('the document of the chat API', () => {
  test('names every address that is served, and no other', () => {
    const { since, subscribe } = scriptedFeed(() => []);
    const api = createChatApi({
      feed: { since, subscribe },
      codes: codesInMemory(),
      keys,
      now: () => new Date(),
      secure: false,
      newChatsPerMinute: 1,
    });

    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );

    expect(described.sort()).toEqual([...routesOf(api), 'post /chat/api/events'].sort());
  });

  test('is served', async () => {
    const answer = await request(express().use(openApiRoutes())).get('/api/openapi.json');

    expect(answer.body).toEqual(JSON.parse(JSON.stringify(document)));
    expect(answer.body).toMatchObject({ openapi: '3.1.0', info: { version: expect.stringMatching(/^\d+\.\d+\.\d+$/) } });
  });

  test('refers to nothing that it does not describe', () => {
    const names = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);

    expect(names.length).toBeGreaterThan(20);
    expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(names));
  });
});

describe('what the product answers fits the document', () => {
  let product: Product;
  let learner: ReturnType<typeof request.agent>;

  beforeAll(async () => {
    product = await startProduct();
    learner = request.agent(product.address);
  });
  afterAll(() => product.close());

  const joined = { events: [{ id: 'event-1', kind: 'joined', at: '2026-11-22T00:00:00.000Z' }] };
  const session = '/chat/api/session';

  const steps: readonly { readonly what: string; readonly ask: () => request.Test; readonly wanted: readonly [number, string] }[] = [
    { what: 'a stranger looks', ask: () => learner.get(session), wanted: [401, 'Problem'] },
    { what: 'events of nobody', ask: () => learner.post('/chat/api/events').send(joined), wanted: [401, 'Problem'] },
    { what: 'a chat opens', ask: () => learner.post(session), wanted: [200, 'Opening'] },
    { what: 'it is looked at', ask: () => learner.get(session), wanted: [200, 'Opening'] },
    { what: 'it begins', ask: () => learner.post('/chat/api/events').send(joined), wanted: [202, 'Done'] },
    { what: 'events that are none', ask: () => learner.post('/chat/api/events').send({ events: 1 }), wanted: [400, 'Problem'] },
    { what: 'somebody is there', ask: () => learner.post(`${session}/activity`), wanted: [200, 'Touched'] },
    { what: 'a code is set', ask: () => learner.put(`${session}/code`).send({ code: '0417' }), wanted: [200, 'Done'] },
    { what: 'a code that is none', ask: () => learner.put(`${session}/code`).send({ code: 417 }), wanted: [400, 'Problem'] },
  ];

  test('step by step', async () => {
    for (const { what, ask, wanted } of steps) expect([what, ...fitting(await ask())]).toEqual([what, ...wanted]);
  });

  test('what is said', async () => {
    await learner.post(session);
    await learner.post('/chat/api/events').send(joined);

    await eventually(async () => expect((await learner.get('/chat/api/replies')).body.replies).not.toEqual([]), 10_000);

    expect(fitting(await learner.get('/chat/api/replies'))).toEqual([200, 'Replies']);
  });

  test('a chat left alone', async () => {
    await learner.post(session);
    await learner.put(`${session}/code`).send({ code: '0417' });
    product.advance(10 * minute);

    expect(fitting(await learner.get('/chat/api/replies'))).toEqual([200, 'Hidden']);
    expect(fitting(await learner.get('/chat/api/stream'))).toEqual([200, 'Hidden']);
    expect(fitting(await learner.post(`${session}/resume`).send({ code: '0418' }))).toEqual([403, 'Problem']);
    expect(fitting(await learner.post(`${session}/resume`).send({ code: '0417' }))).toEqual([200, 'Opening']);
    expect(fitting(await learner.delete(session))).toEqual([200, 'Done']);
  });

  test('what a page may send is described as it is checked', async () => {
    const accepts = schemaOf('Events');

    expect(accepts.safeParse(joined).success).toBe(true);
    expect(accepts.safeParse({ events: [{ id: 'event-2', kind: 'message', text: 'chào', at: 1 }] }).success).toBe(true);
    expect(accepts.safeParse({ events: [{ id: 'x', text: 'chào' }] }).success).toBe(false);
  });
});

/** The status, and the narrowest of the schemas described for that very address that the answer fits. */
function fitting(answer: request.Response): readonly [number, string] {
  const { method, path } = requestOf(answer);
  const operation = JSON.stringify(document.paths[path]?.[method] ?? {});
  const described = z
    .object({ responses: z.record(z.string(), z.object({ content: z.record(z.string(), z.unknown()).optional() })) })
    .parse(JSON.parse(operation));
  const type = answer.type;
  const content = JSON.stringify(described.responses[answer.status]?.content?.[type] ?? {});
  const names = [...content.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name = '']) => name);
  const fits = names.filter((name) => schemaOf(name).safeParse(answer.body).success);
  return [answer.status, fits.join(' ')];
}

function requestOf(answer: request.Response): { readonly method: string; readonly path: string } {
  const { method, url } = z.object({ method: z.string(), url: z.string() }).parse(answer.request);
  return { method: method.toLowerCase(), path: new URL(url).pathname };
}

function schemaOf(name: string): z.ZodType {
  return z.fromJSONSchema(JSON.parse(JSON.stringify(Object.entries(document.components.schemas).find(([one]) => one === name)?.[1])));
}

/** Express keeps a router's routes in its stack, each with its methods. */
function routesOf(router: Router): readonly string[] {
  const layers = z.array(z.object({ route: z.object({ path: z.string(), methods: z.record(z.string(), z.boolean()) }).optional() }));
  return layers.parse(router.stack).flatMap(({ route }) => Object.keys(route?.methods ?? {}).map((method) => `${method} ${route?.path}`));
}
