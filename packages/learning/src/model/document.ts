import { errors } from '../errors.ts';

/** Typed arrays in JSON: little-endian bytes as base64. */
export interface ArrayDocument {
  readonly type: ArrayType;
  readonly length: number;
  readonly base64: string;
}

const ARRAY_TYPES = {
  uint8: Uint8Array,
  int16: Int16Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;
export type ArrayType = keyof typeof ARRAY_TYPES;
interface ArrayOfType {
  readonly uint8: Uint8Array;
  readonly int16: Int16Array;
  readonly int32: Int32Array;
  readonly float32: Float32Array;
  readonly float64: Float64Array;
}
type ArrayOf<Type extends ArrayType> = ArrayOfType[Type];

export function encodeArray<Type extends ArrayType>(type: Type, values: ArrayOf<Type>): ArrayDocument {
  const base64 = Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
  return { type, length: values.length, base64 };
}

function invalid(place: string, reason: string): Error {
  return errors.MODEL_DOCUMENT_INVALID({ place, reason });
}

/**
 * Reads members of JSON that nobody vouches for. Each method throws `MODEL_DOCUMENT_INVALID` and names the place
 * (`model.trees.feature`) and what was expected there.
 */
export class DocumentReader {
  readonly #value: Readonly<Record<string, unknown>>;
  readonly #place: string;

  constructor(value: unknown, place: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(place, 'is not an object');
    this.#value = value as Readonly<Record<string, unknown>>;
    this.#place = place;
  }

  #at(name: string): string {
    return `${this.#place}.${name}`;
  }

  /** A member as it is; undefined where there is none. */
  raw(name: string): unknown {
    return Object.hasOwn(this.#value, name) ? this.#value[name] : undefined;
  }

  object(name: string): DocumentReader {
    return new DocumentReader(this.raw(name), this.#at(name));
  }

  /** A JSON object that is kept as it is. */
  record(name: string): Readonly<Record<string, unknown>> {
    return this.object(name).#value;
  }

  string(name: string, lengthMax = 1000): string {
    const value = this.raw(name);
    if (typeof value !== 'string') throw invalid(this.#at(name), 'is not a text');
    if (value.length > lengthMax) throw invalid(this.#at(name), `is longer than ${lengthMax} characters`);
    return value;
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice {
    const value = this.raw(name);
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw invalid(this.#at(name), `is not one of ${choices.join(', ')}`);
    return found;
  }

  number(name: string, min = -Number.MAX_VALUE, max = Number.MAX_VALUE): number {
    const value = this.raw(name);
    if (typeof value !== 'number' || !Number.isFinite(value)) throw invalid(this.#at(name), 'is not a finite number');
    if (value < min || value > max) throw invalid(this.#at(name), `is ${value}, not between ${min} and ${max}`);
    return value;
  }

  whole(name: string, min: number, max: number): number {
    const value = this.number(name, min, max);
    if (!Number.isInteger(value)) throw invalid(this.#at(name), `is ${value}, not a whole number`);
    return value;
  }

  nullableNumber(name: string): number | null {
    return this.raw(name) === null ? null : this.number(name);
  }

  list(name: string, lengthMax: number): readonly unknown[] {
    const value = this.raw(name);
    if (!Array.isArray(value)) throw invalid(this.#at(name), 'is not a list');
    if (value.length > lengthMax) throw invalid(this.#at(name), `has more than ${lengthMax} entries`);
    return value as readonly unknown[];
  }

  strings(name: string, lengthMax: number): readonly string[] {
    return this.list(name, lengthMax).map((value, index) => {
      if (typeof value !== 'string') throw invalid(`${this.#at(name)}[${index}]`, 'is not a text');
      return value;
    });
  }

  /** A typed array of exactly `length` values, none above `max` (infinity may be allowed) and none NaN. */
  array<Type extends ArrayType>(name: string, type: Type, length: number, max = Number.MAX_VALUE): ArrayOf<Type> {
    const place = this.#at(name);
    const document = this.object(name);
    if (document.raw('type') !== type) throw invalid(`${place}.type`, `is not ${type}`);
    if (document.whole('length', 0, 2 ** 31) !== length) throw invalid(`${place}.length`, `is not ${length}`);
    const constructor = ARRAY_TYPES[type];
    const bytes = Buffer.from(document.string('base64', 2 ** 30), 'base64');
    if (bytes.length !== length * constructor.BYTES_PER_ELEMENT) {
      throw invalid(place, `holds ${bytes.length} bytes, not ${length * constructor.BYTES_PER_ELEMENT}`);
    }
    const values = new constructor(new Uint8Array(bytes).buffer) as unknown as ArrayOf<Type>;
    for (let index = 0; index < values.length; index++) {
      const value = values[index] as number;
      if (!(value >= -Number.MAX_VALUE && value <= max)) throw invalid(`${place}[${index}]`, 'is not a finite number');
    }
    return values;
  }

  /** Throws for this document, or a member of it. */
  fail(reason: string, name?: string): never {
    throw invalid(name === undefined ? this.#place : this.#at(name), reason);
  }
}
