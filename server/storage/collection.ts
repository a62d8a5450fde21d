import type { Connection, Model, Schema } from 'mongoose';

/** A named collection of any database; the model is made once for each connection. */
export function collection<T>(name: string, schema: Schema<T>): (db: Connection) => Model<T> {
  return (db) => (db.models[name] as Model<T> | undefined) ?? db.model<T>(name, schema, name);
}
