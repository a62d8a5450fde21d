import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { figuresExport } from '../console/figures-export';
import { figuresSchemaPath } from '../console/figures-schema-path';

/** What exported files follow, for whoever reads them by a program. Says nothing about anybody, so it is open. */
export function exportSchemaRoutes(): Router {
  const document = JSON.stringify({ ...z.toJSONSchema(figuresExport), title: 'Hiểu Luật: figures of a plan' });
  const answer: RequestHandler = (_request, response) => {
    response.set('Cache-Control', 'no-cache').type('application/schema+json').send(document);
  };
  return Router().get(figuresSchemaPath, answer);
}
