/** docs/evidence-manifest.schema.json: manifest.json of the evidence, as JSON Schema. */
import { MANIFEST_FIELDS } from '../../src/cli/evidence-manifest.ts';
import { objectType } from '../../src/fields/field.ts';

export function evidenceManifestSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'manifest.json of iam-credential-exporter evidence',
    ...objectType(MANIFEST_FIELDS),
  };
}
