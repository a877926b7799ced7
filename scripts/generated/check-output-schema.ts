/** docs/check-output.schema.json: what `check --output json` prints, as JSON Schema. */
import { DOCUMENT_FIELDS } from '../../src/cli/check-fields.ts';
import { objectType } from '../../src/fields/field.ts';

export function checkOutputSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Output of iam-credential-exporter check --output json',
    ...objectType(DOCUMENT_FIELDS),
  };
}
