import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Connection } from 'mongoose';
import { z } from 'zod';
import { native } from '../storage/collection';
import { type Area, areas } from '../storage/collections/areas';
import { insertNew } from '../storage/insert-new';

const rows = z.array(z.object({ code: z.string(), name: z.string(), from: z.string() }));
const country: Area = { _id: 'VN', name: 'Việt Nam', level: 'country', validFrom: '1945-09-02' };

/** The provinces of `content/areas.csv`, into every real installation. What is there already, and was perhaps corrected, stays. */
export async function shipAreas(db: Connection, contentDir: string): Promise<void> {
  const file = rows.parse(parse(readFileSync(join(contentDir, 'areas.csv'), 'utf8'), { columns: true, bom: true }));
  const provinces = file.map(
    ({ code, name, from }): Area => ({ _id: code, name, level: 'province', parent: country._id, validFrom: from }),
  );
  await insertNew(native(areas(db)), [country, ...provinces]);
}
