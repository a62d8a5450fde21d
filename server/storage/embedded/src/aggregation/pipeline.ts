import { bytesOf, itemsOf, type Raw } from '../bson/raw';
import type { Query } from '../query/find-documents';
import { sortOf } from '../query/sort';
import type { Stage } from './stage';
import { type NamedStage, namedStage, stageOf, wholeNumber } from './stages';

export interface Pipeline {
  /** What the leading stages ask of the collection, so that indexes serve them. */
  readonly query: Query;
  readonly rest: readonly Stage[];
}

export function pipelineOf(list: Raw | undefined): Pipeline {
  const named = list === undefined ? [] : itemsOf(list).map(namedStage);
  const stages = named.map((stage) => ({ ...stage, stage: stageOf(stage) }));
  const query = {
    filter: take(named, '$match'),
    sort: sortOf(take(named, '$sort')),
    skip: count(named, '$skip', 0),
    limit: count(named, '$limit', 1),
  };
  return { query, rest: stages.slice(stages.length - named.length).map(({ stage }) => stage) };
}

/** Removes the next stage when it is the one wanted. */
function take(named: NamedStage[], name: string): Raw | undefined {
  return named[0]?.name === name ? named.shift()?.spec : undefined;
}

function count(named: NamedStage[], name: string, least: number): number {
  const spec = take(named, name);
  return spec === undefined ? 0 : wholeNumber({ name, spec }, least);
}

export function* runStages(documents: Iterable<Raw | undefined>, stages: readonly Stage[]): Generator<Buffer | undefined> {
  let stream = documents;
  for (const stage of stages) stream = stage(stream);
  for (const document of stream) yield document && bytesOf(document);
}
