import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { senderCookie } from '../../bot/channels/web/sender-cookie';
import { type HttpErrorCode, httpErrors } from '../errors';
import { packageRoot } from '../package-root';
import { type ChatOperation, chatOperations } from './chat-operations';
import { chatAnswers, chatBodies } from './chat-schemas';

/** The chat API as a document, made from the schemas that requests are checked by. Made when it is first asked for. */
export function openApiRoutes(): Router {
  let document: string | undefined;
  const answer: RequestHandler = (_request, response) => {
    document ??= JSON.stringify(openApiDocument());
    response.set('Cache-Control', 'no-cache').type('application/json').send(document);
  };
  return Router().get('/api/openapi.json', answer);
}

export function openApiDocument() {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of chatOperations) paths[operation.path] = { ...paths[operation.path], [operation.method]: described(operation) };
  return {
    openapi: '3.1.0',
    info: { title: 'Hiểu Luật: web chat', version: version() },
    security: [{ chat: [] }],
    paths,
    components: {
      schemas: { ...schemasOf(chatBodies, 'input'), ...schemasOf(chatAnswers, 'output') },
      securitySchemes: { chat: { type: 'apiKey', in: 'cookie', name: senderCookie } },
    },
  };
}

function described({ summary, after, body, status = 200, answers, stream, problems, plainly = [] }: ChatOperation) {
  const [first, ...others] = answers.map(reference);
  const schema = others.length === 0 ? first : { oneOf: [first, ...others] };
  const content = { 'application/json': { schema: stream ? reference('Hidden') : schema } };
  return {
    summary,
    ...(after ? { parameters: [afterParameter] } : {}),
    ...(body === undefined ? {} : { requestBody: { content: { 'application/json': { schema: reference(body) } } } }),
    responses: {
      [status]: {
        description: answers.join(' or '),
        content: stream ? { 'text/event-stream': { schema: { type: 'string' } }, ...content } : content,
      },
      ...problemsOf([...problems, 'not_open', 'internal']),
      ...Object.fromEntries(plainly.map((code) => [httpErrors[code].status, { description: code }])),
    },
  };
}

const afterParameter = {
  name: 'after',
  in: 'query',
  description: 'The cursor of the last reply that is known; anything else counts as the beginning',
  schema: { type: 'integer', minimum: 0, default: 0 },
} as const;

/** Two problems may share a status. */
function problemsOf(codes: readonly HttpErrorCode[]) {
  const sharing = (code: HttpErrorCode) => codes.filter((other) => httpErrors[other].status === httpErrors[code].status);
  return Object.fromEntries(codes.map((code) => [httpErrors[code].status, problem(sharing(code).join(' or '))]));
}

function problem(code: string) {
  return { description: code, content: { 'application/problem+json': { schema: reference('Problem') } } };
}

function reference(name: keyof typeof chatAnswers | keyof typeof chatBodies) {
  return { $ref: `#/components/schemas/${name}` };
}

function schemasOf(schemas: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output') {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const { $schema: _, ...described } = z.toJSONSchema(schema, { io });
      return [name, described];
    }),
  );
}

function version(): string {
  const file: unknown = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(file).version;
}
