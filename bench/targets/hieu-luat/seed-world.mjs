import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importPlan } from '../../../dist/server/reach/plan.js';
import { areas } from '../../../dist/server/storage/collections/areas.js';
import { denominators } from '../../../dist/server/storage/collections/denominators.js';
import { organisations } from '../../../dist/server/storage/collections/organisations.js';

const province = '0B'; // no real unit: those are in the store already
const communes = 40;
const usual = 400;
const peopleEach = 2000;
const plan = 'sample-2026-2030.yaml';

const communeCode = (index) => `${province}${String(index).padStart(3, '0')}`;

/** One province: 40 communes, as many schools as enterprises with their denominators, and the sample plan. */
export async function seedWorld({ db, contentDir }, count = usual) {
  const validFrom = '2025-07-01';
  const below = Array.from({ length: communes }, (_, index) => ({
    _id: communeCode(index),
    name: `Xã ${index + 1}`,
    level: 'commune',
    parent: province,
    validFrom,
  }));
  await areas(db).insertMany([{ _id: province, name: 'Tỉnh', level: 'province', validFrom }, ...below]);

  const places = Array.from({ length: count }, (_, index) => place(index));
  await organisations(db).insertMany(places.map(({ organisation }) => organisation));
  await denominators(db).insertMany(places.map(({ denominator }) => denominator));
  await importPlan(db, readFileSync(join(contentDir, 'plans', plan), 'utf8'), { area: province, now: new Date() });
}

/** Where the learner with that number belongs. */
export function membershipOf(learner, count = usual) {
  const { organisation } = place(learner % count);
  const [population] = organisation.populations;
  return { population, area: organisation.area, organisation: organisation._id, identifiedBy: 'account' };
}

function place(index) {
  const school = index % 2 === 0;
  const population = school ? 'upper-secondary' : 'ip-worker';
  const organisation = {
    _id: `org-${String(index).padStart(4, '0')}`,
    name: `${school ? 'Trường' : 'Công ty'} ${index + 1}`,
    kind: school ? 'upper-secondary-school' : 'enterprise',
    area: communeCode(index % communes),
    populations: [population],
  };
  const asOf = '2026-01-01';
  const denominator = {
    _id: `organisation:${organisation._id}:${population}:${asOf}`,
    kind: 'organisation',
    node: organisation._id,
    population,
    people: peopleEach,
    asOf,
    issuer: 'Bench',
    document: 'Bench',
    method: 'Bench',
    approver: 'Bench',
  };
  return { organisation, denominator };
}
