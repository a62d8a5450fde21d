import type { Connection, Model, mongo, Schema } from 'mongoose';

/** A named collection of any database; the model is made once for each connection. */
export function collection<T>(name: string, schema: Schema<T>): (db: Connection) => Model<T> {
  return (db) => (db.models[name] as Model<T> | undefined) ?? db.model<T>(name, schema, name);
}

/** The driver's own collection under a model, for the hot path: nothing is cast or hydrated, so write only the model's shape. */
export function native<T extends mongo.Document>(model: Model<T>): mongo.Collection<T> {
  return model.collection as unknown as mongo.Collection<T>; // mongoose types it without the schema
}
