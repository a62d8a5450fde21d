import { encode } from '../bson/make';
import { numberOf } from '../bson/numbers';
import { documentOf, fieldsOf, type Raw, textOf } from '../bson/raw';
import { BsonType } from '../bson/types';
import { badValue, unsupported } from '../errors';
import { matcherOf, matches } from '../query/matcher';
import { compareSorted, sortOf, sortValues } from '../query/sort';
import { groupStage } from './group';
import { projectStage } from './project';
import type { Stage } from './stage';

const stages: Readonly<Record<string, (spec: Raw) => Stage>> = {
  $match: matchStage,
  $sort: sortStage,
  $limit: limitStage,
  $skip: skipStage,
  $group: groupStage,
  $project: projectStage,
  $count: countStage,
};

export interface NamedStage {
  readonly name: string;
  readonly spec: Raw;
}

export function namedStage(stage: Raw): NamedStage {
  const [only, more] = stage.type === BsonType.object ? fieldsOf(stage) : [];
  if (only === undefined || more !== undefined) throw badValue('A pipeline stage specification object must contain exactly one field.');
  if (!Object.hasOwn(stages, only.name)) throw unsupported(`the pipeline stage ${only.name}`);
  return { name: only.name, spec: only.value };
}

export function stageOf({ name, spec }: NamedStage): Stage {
  const make = stages[name];
  if (make === undefined) throw unsupported(`the pipeline stage ${name}`);
  return make(spec);
}

export function wholeNumber({ name, spec }: NamedStage, least: number): number {
  const number = numberOf(spec);
  if (number === undefined || !Number.isInteger(number) || number < least)
    throw badValue(`${name} must be a whole number of at least ${least}`);
  return number;
}

function matchStage(spec: Raw): Stage {
  const matcher = matcherOf(spec);
  return function* (documents) {
    for (const document of documents) if (document === undefined || matches(matcher, document)) yield document;
  };
}

function sortStage(spec: Raw): Stage {
  const sort = sortOf(spec);
  return function* (documents) {
    const rows: { readonly document: Raw; readonly values: readonly (Raw | undefined)[] }[] = [];
    for (const document of documents) {
      if (document === undefined) yield undefined;
      else rows.push({ document, values: sortValues(document, sort) });
    }
    for (const { document } of rows.sort((a, b) => compareSorted(a.values, b.values, sort))) yield document;
  };
}

function limitStage(spec: Raw): Stage {
  const limit = wholeNumber({ name: '$limit', spec }, 1);
  return function* (documents) {
    let left = limit;
    for (const document of documents) {
      yield document;
      if (document !== undefined && --left === 0) return;
    }
  };
}

function skipStage(spec: Raw): Stage {
  const skip = wholeNumber({ name: '$skip', spec }, 0);
  return function* (documents) {
    let skipped = 0;
    for (const document of documents) {
      if (document === undefined || skipped >= skip) yield document;
      else skipped++;
    }
  };
}

function countStage(spec: Raw): Stage {
  const name = textOf(spec);
  if (name === undefined || name === '' || name.startsWith('$') || name.includes('.'))
    throw badValue('the count field must be a plain name');
  return function* (documents) {
    let n = 0;
    for (const document of documents) {
      if (document === undefined) yield undefined;
      else n++;
    }
    if (n > 0) yield documentOf(encode({ [name]: n }));
  };
}
