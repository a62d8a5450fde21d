import { join } from 'node:path';
import { importAreas } from '../../../../server/organisations/import-areas';
import { importGroups, importOrganisations } from '../../../../server/organisations/import-organisations';
import { shipAreas } from '../../../../server/organisations/ship-areas';
import { createIndexes } from '../../../../server/storage/connect';
import type { TestDatabase } from '../../../support/database';

/** A province with a school, a factory and an establishment group. */
export async function seedPlaces({ db }: TestDatabase): Promise<void> {
  await createIndexes(db);
  await shipAreas(db, join(__dirname, '../../../../content'));
  await importAreas(
    db,
    'code,name,level,parent,valid_from,valid_to\n24769,Phường Xuân Hương,commune,68,2025-07-01,\n24778,Xã Lạc Dương,commune,68,2025-07-01,\n',
  );
  await importOrganisations(
    db,
    'id,name,kind,area,populations,establishments\nS1,Trường THPT Chuyên Nguyễn Thị Minh Khai,upper-secondary-school,24769,upper-secondary,\nE1,Công ty May Sao Mai,enterprise,24778,ip-worker,\nG1,Cụm 1,establishment-group,24769,service-worker,6\n',
  );
  await importGroups(db, 'id,organisation,name,population\n10A1,S1,10A1,upper-secondary\nCa1,E1,Ca 1,ip-worker\n');
}
