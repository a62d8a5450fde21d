import { CommandError, unsupported } from '../errors';
import type { Request } from './request';

/** Options MongoDB has and this store does not; anything else is unknown to MongoDB as well. */
const known = new Set(
  (
    'collation let hint sort sampleRate min max returnKey showRecordId tailable awaitData oplogReplay allowPartialResults readOnce c ' +
    'bypassDocumentValidation explain startTransaction autocommit apiVersion apiStrict apiDeprecationErrors capped size viewOn pipeline ' +
    'timeseries clusteredIndex validator validationLevel validationAction changeStreamPreAndPostImages encryptedFields hidden weights ' +
    'default_language language_override textIndexVersion bits wildcardProjection storageEngine commitQuorum'
  ).split(' '),
);

export function refuseUnknown(where: string, request: Request, fields: readonly string[]): void {
  for (const name of request.names()) {
    if (fields.includes(name)) continue;
    if (known.has(name)) throw unsupported(`the option '${name}' of ${where}`);
    throw new CommandError('UnknownField', `BSON field '${where}.${name}' is an unknown field.`);
  }
}
