/** config.schema.json, for editors: what the zod schema of the configuration file says, as JSON Schema. */
import { z } from 'zod';
import { account, accountId } from '../../src/config/account-schema.ts';
import { configSchema, EXTENSION } from '../../src/config/schema.ts';

export interface JsonSchema {
  readonly description?: string;
  readonly type?: string;
  readonly default?: unknown;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
}

/** `io: input`: what a person writes. Of the output each key with a default would be required. */
export function configJsonSchema(): JsonSchema {
  const how = { io: 'input', target: 'draft-7' } as const;
  const idAlone = z.toJSONSchema(accountId, how);
  delete idAlone.$schema;
  const schema = z.toJSONSchema(configSchema, {
    ...how,
    override: ({ zodSchema, jsonSchema }) => {
      // zod does not know what the preprocessing takes.
      if (zodSchema !== account) return;
      const entry = { ...jsonSchema };
      for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
      jsonSchema.anyOf = [entry, idAlone];
    },
  }) as JsonSchema;
  return {
    ...schema,
    patternProperties: { [`^${EXTENSION}`]: {} },
    description: 'Configuration file of iam-credential-exporter',
  };
}
