import type { Document } from 'bson';
import { unsupported } from '../errors';
import { isFound, queryPlan } from '../query/find-documents';
import type { IndexPlan, Plan } from '../query/plan';
import type { Sort } from '../query/sort';
import { type Command, ok } from './command';
import { documentsOf, findFields, queryIn } from './find';
import { Request } from './request';
import { refuseUnknown } from './unknown-fields';

export const explain: Command = {
  writes: false,
  fields: ['verbosity'],
  run: function* ({ store }, outer) {
    const inner = outer.document('explain');
    if (inner === undefined) throw unsupported('explain without a command');
    const request = new Request(inner);
    if (request.name !== 'find') throw unsupported(`explain of ${request.name}`);
    refuseUnknown('find', request, ['find', '$db', ...findFields]);
    const namespace = `${outer.database}.${request.text('find')}`;
    const query = queryIn(request);
    const collection = store.catalog.find(namespace);
    const plan: Plan = collection === undefined ? { kind: 'scan' } : queryPlan(collection, query);
    const planner = { namespace, winningPlan: stages(plan, query.sort), rejectedPlans: [] };
    if (outer.text('verbosity') === 'queryPlanner') return ok({ queryPlanner: planner });
    let nReturned = 0;
    for (const found of documentsOf(store, collection, query)) {
      if (isFound(found)) nReturned++;
      else yield undefined;
    }
    return ok({ queryPlanner: planner, executionStats: { executionSuccess: true, nReturned } });
  },
};

function stages(plan: Plan, sort: Sort): Document {
  const inOrder = sort.length === 0 || (plan.kind === 'index' && plan.sorted);
  const source = access(plan);
  if (inOrder) return source;
  return { stage: 'SORT', sortPattern: Object.fromEntries(sort.map(({ path, direction }) => [path.text, direction])), inputStage: source };
}

function access(plan: Plan): Document {
  if (plan.kind === 'scan') return { stage: 'COLLSCAN', direction: 'forward' };
  if (plan.kind === 'index') return { stage: 'FETCH', inputStage: indexScan(plan) };
  return { stage: 'FETCH', inputStage: { stage: 'OR', inputStages: plan.plans.map(indexScan) } };
}

function indexScan({ index, reverse }: IndexPlan): Document {
  return {
    stage: 'IXSCAN',
    indexName: index.name,
    keyPattern: Object.fromEntries(index.key),
    isMultiKey: index.throughArray.includes(true),
    direction: reverse ? 'backward' : 'forward',
  };
}
