/** config.schema.json, for editors: what the zod schema of the configuration file says, as JSON Schema. */
import { z } from 'zod';
import { configSchema, EXTENSION } from '../../src/config/schema.ts';

export interface JsonSchema {
  readonly description?: string;
  readonly type?: string;
  readonly default?: unknown;
  readonly items?: JsonSchema;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
}

/** `io: input`: what a person writes. Of the output each key with a default would be required. */
export function configJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-7' }) as JsonSchema;
  return {
    ...schema,
    patternProperties: { [`^${EXTENSION}`]: {} },
    description: 'Configuration file of iam-credential-exporter',
  };
}
