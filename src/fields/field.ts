/**
 * A value of an entry that a command prints or the API answers: declared once for the output, its schema and its documentation. This room
 * has the declarations that both share, and knows neither a terminal nor HTTP.
 */

/** As JSON Schema has it. */
export type JsonType = Readonly<Record<string, unknown>>;

export const TEXT = { type: 'string' };
export const NUMBER = { type: 'integer' };
export const FLAG = { type: 'boolean' };
export const TIME = { type: 'string', format: 'date-time' };

export interface Field<Of> {
  readonly name: string;
  readonly type: JsonType;
  readonly help: string;
  /** undefined: the value is left out. */
  readonly read: (of: Of) => unknown;
  /** Whether every entry has it. */
  readonly always?: true;
  /** Whether the CSV has it as a column. */
  readonly csv?: true;
}

/** One entry as JSON has it. */
export function toObject<Of>(fields: readonly Field<Of>[], of: Of): Record<string, unknown> {
  const values = fields.map(({ name, read }) => [name, read(of)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** Entries of these fields as JSON Schema has them. */
export function objectType<Of>(fields: readonly Field<Of>[]): JsonType {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, type, help }) => [name, { ...type, description: help }])),
    required: fields.filter(({ always }) => always).map(({ name }) => name),
    additionalProperties: false,
  };
}

/** The field of a part of an entry, left out where there is no such part. */
export function ofPart<Part, Of>(field: Field<Part>, part: (of: Of) => Part | undefined): Field<Of> {
  return {
    ...field,
    read(of) {
      const found = part(of);
      return found === undefined ? undefined : field.read(found);
    },
  };
}
