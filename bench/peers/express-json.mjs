import express from 'express';
import { isGenuine } from './signature.mjs';

/** Express's own JSON parser, which refuses a body that is not signed. */
export function checkedJson() {
  return express.json({
    limit: '1mb',
    verify(request, _response, rawBody) {
      if (!isGenuine(rawBody, request.headers['x-hub-signature-256'])) {
        throw Object.assign(new Error('not signed'), { status: 403 });
      }
    },
  });
}
