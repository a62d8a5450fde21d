import { numberOf } from '../bson/numbers';
import { field, fieldsOf, firstName, itemsOf, type Raw, textOf } from '../bson/raw';
import { BsonType, typeName } from '../bson/types';
import { badValue, CommandError } from '../errors';
import { truthOf } from '../query/truth';

/** One command: its name, its database and its fields. */
export class Request {
  readonly name: string;
  readonly database: string;

  constructor(
    readonly body: Raw,
    readonly sections: ReadonlyMap<string, readonly Raw[]> = new Map(),
  ) {
    this.name = firstName(body);
    this.database = this.text('$db') ?? 'admin';
  }

  get(name: string): Raw | undefined {
    const value = field(this.body, bytesOfName(name));
    return value?.type === BsonType.null ? undefined : value;
  }

  names(): string[] {
    return [...fieldsOf(this.body).map(({ name }) => name), ...this.sections.keys()];
  }

  text(name: string): string | undefined {
    return textOf(this.get(name));
  }

  flag(name: string): boolean {
    return truthOf(this.get(name));
  }

  document(name: string): Raw | undefined {
    const value = this.get(name);
    if (value !== undefined && value.type !== BsonType.object) throw this.wrongType(name, value, 'object');
    return value;
  }

  /** A whole number of at least 0, or `undefined` when the field is not there. */
  count(name: string): number | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    const number = numberOf(value);
    if (number === undefined) throw this.wrongType(name, value, 'number');
    if (!Number.isInteger(number) || number < 0)
      throw badValue(`BSON field '${name}' value must be a whole number >= 0, actual value '${number}'`);
    return number;
  }

  list(name: string): readonly Raw[] {
    const value = this.get(name);
    if (value !== undefined && value.type !== BsonType.array) throw this.wrongType(name, value, 'array');
    return value === undefined ? (this.sections.get(name) ?? []) : itemsOf(value);
  }

  /** `database.collection`, the collection being the command's own value. */
  namespace(): string {
    const collection = this.text(this.name);
    if (collection === undefined || collection === '' || collection.includes('\0') || collection.includes('$')) {
      throw new CommandError('InvalidNamespace', `Invalid namespace specified '${this.database}.${collection ?? ''}'`);
    }
    return `${this.database}.${collection}`;
  }

  private wrongType(name: string, value: Raw, wanted: string): CommandError {
    return new CommandError(
      'TypeMismatch',
      `BSON field '${this.name}.${name}' is the wrong type '${typeName(value.type)}', expected type '${wanted}'`,
    );
  }
}

const bytesOfNames = new Map<string, Buffer>();

/** The code asks for the same few fields in every statement. */
function bytesOfName(name: string): Buffer {
  const known = bytesOfNames.get(name);
  if (known !== undefined) return known;
  const bytes = Buffer.from(name);
  bytesOfNames.set(name, bytes);
  return bytes;
}
