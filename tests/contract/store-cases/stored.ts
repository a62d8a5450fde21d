import mongoose from 'mongoose';

const { Binary, Decimal128, Long } = mongoose.mongo;

/** Documents of any shape with a number for an id. */
export interface Stored extends mongoose.mongo.Document {
  readonly _id: number;
}

export type Things = mongoose.mongo.Collection<Stored>;
export type Filter = mongoose.mongo.Filter<Stored>;

export function bytes(...values: number[]) {
  return new Binary(Buffer.from(values));
}

export function decimal(text: string) {
  return Decimal128.fromString(text);
}

export function long(text: string) {
  return Long.fromString(text);
}
