import { figuresExportVersion } from './figures-export';

/** Where the schema of exported figures is served: each version stays at its address. */
export const figuresSchemaPath = `/api/schemas/plan-figures-${figuresExportVersion}.json`;
