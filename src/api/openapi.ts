/** docs/openapi.json, and what /api/v1/openapi.json answers: the resources as OpenAPI 3.1 has them. */
import { FILTERS } from '../config/filters.ts';
import { type JsonType, objectType } from '../fields/field.ts';
import { LONGEST_VALUE, MOST_VALUES, type Parameter } from '../views/query.ts';
import { documentFields, itemType } from './answer.ts';
import { PROBLEM_FIELDS, PROBLEM_TYPE } from './problem.ts';
import type { Resource } from './resource.ts';
import { pathOf, RESOURCES } from './resources.ts';

const DESCRIPTION = `What the exporter holds, for programs: the same findings, accounts, users and checks as its pages, with the same filters. It only
reads, and no request makes the exporter call AWS.`;

export function openApi(): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'iam-credential-exporter',
      version: '1',
      description: DESCRIPTION.replaceAll('\n', ' '),
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    // Whether there is a login is for the web configuration to say.
    security: [{}, { basic: [] }],
    paths: Object.fromEntries(RESOURCES.map((resource) => [pathOf(resource), pathItem(resource)])),
    components: {
      schemas: {
        ...Object.fromEntries(RESOURCES.map((resource) => [resource.name, listType(resource)])),
        problem: objectType(PROBLEM_FIELDS),
      },
      responses: { notModified: NOT_MODIFIED, problem: PROBLEM, login: LOGIN, tooLong: TOO_LONG },
      securitySchemes: { basic: { type: 'http', scheme: 'basic' } },
    },
  };
}

const ETAG = {
  description: 'Names this answer. Send it back as `If-None-Match`.',
  schema: { type: 'string' },
};

const NOT_MODIFIED = {
  description: 'The answer is the one that `If-None-Match` names.',
  headers: { ETag: ETAG },
};

const PROBLEM = {
  description: 'The request cannot be answered, and why (RFC 9457).',
  content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/problem' } } },
};

const LOGIN = { description: 'The exporter asks for a login, and got none or a wrong one.' };

const TOO_LONG = { description: 'The address and the headers have more than 16 KB.' };

function pathItem(resource: Resource): object {
  const { name, summary, description, parameters } = resource;
  const get = {
    operationId: name,
    summary,
    description,
    parameters: parameters.map(parameterObject),
    responses: {
      200: {
        description: 'One page of the list.',
        headers: {
          ETag: ETAG,
          Link: { description: 'The next page, with `rel="next"`.', schema: { type: 'string' } },
        },
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
      },
      304: { $ref: '#/components/responses/notModified' },
      400: { $ref: '#/components/responses/problem' },
      401: { $ref: '#/components/responses/login' },
      405: { $ref: '#/components/responses/problem' },
      431: { $ref: '#/components/responses/tooLong' },
      503: { $ref: '#/components/responses/problem' },
    },
  };
  return { get };
}

function listType(resource: Resource): JsonType {
  return objectType(documentFields(itemType(resource)));
}

function parameterObject(parameter: Parameter): object {
  const { name, description, many } = parameter;
  const one = valueType(parameter);
  const schema = many === true ? { type: 'array', items: one, maxItems: MOST_VALUES } : one;
  return { name, in: 'query', description, schema };
}

function valueType({ name, choices, whole }: Parameter): JsonType {
  if (choices !== undefined) return { type: 'string', enum: choices };
  if (whole !== undefined) return { type: 'integer', minimum: 1, maximum: whole.most, default: whole.default };
  // Formats of our own: a name, or a regular expression for the whole name. That for a check has to mean one that is on.
  const format = name === FILTERS.check.name ? 'check-pattern' : 'name-pattern';
  return { type: 'string', format, minLength: 1, maxLength: LONGEST_VALUE };
}
