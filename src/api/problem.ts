/** What the API answers instead of what it was asked for: problem details as RFC 9457 has them. */
import { type Field, NUMBER, objectType, TEXT, toObject } from '../fields/field.ts';
import { DOCUMENTATION } from '../model/documentation.ts';
import type { Problem } from '../views/query.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** The title says what the status says. */
const BLANK = 'about:blank';

export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: 400 | 404 | 405 | 500 | 503;
  readonly detail: string;
  readonly errors?: readonly Problem[];
}

const ERROR_FIELDS: readonly Field<Problem>[] = [
  { name: 'parameter', type: TEXT, always: true, help: 'Its name.', read: ({ parameter }) => parameter },
  { name: 'detail', type: TEXT, always: true, help: 'What is wrong, and what to write.', read: ({ text }) => text },
];

export const PROBLEM_FIELDS: readonly Field<ProblemDetails>[] = [
  {
    name: 'type',
    type: { type: 'string', format: 'uri' },
    always: true,
    help: '`about:blank`, or the address of what is written about it.',
    read: ({ type }) => type,
  },
  { name: 'title', type: TEXT, always: true, help: 'In a few words.', read: ({ title }) => title },
  { name: 'status', type: NUMBER, always: true, help: 'The status of the answer.', read: ({ status }) => status },
  { name: 'detail', type: TEXT, always: true, help: 'What to do.', read: ({ detail }) => detail },
  {
    name: 'errors',
    type: { type: 'array', items: objectType(ERROR_FIELDS) },
    help: 'What is wrong with the query: `parameter` and `detail` of each problem.',
    read: ({ errors }) => errors?.map((error) => toObject(ERROR_FIELDS, error)),
  },
];

export function problemBody(problem: ProblemDetails): object {
  return toObject(PROBLEM_FIELDS, problem);
}

export function wrongQuery(errors: readonly Problem[]): ProblemDetails {
  return {
    type: `${DOCUMENTATION}/api.md#errors`,
    title: 'The query cannot be used',
    status: 400,
    detail: errors.map(({ text }) => text).join('; '),
    errors,
  };
}

export function notFound(paths: readonly string[]): ProblemDetails {
  return { type: BLANK, title: 'Not Found', status: 404, detail: `the API has ${paths.join(', ')}` };
}

export const METHODS = ['GET', 'HEAD'] as const;

export const WRONG_METHOD: ProblemDetails = {
  type: BLANK,
  title: 'Method Not Allowed',
  status: 405,
  detail: `the API only reads: ask with ${METHODS.join(' or ')}`,
};

/** @param readers who read an answer at the moment. */
export function tooManyReaders(readers: number): ProblemDetails {
  return {
    type: BLANK,
    title: 'Service Unavailable',
    status: 503,
    detail: `${readers} clients read an answer of the API at the moment: come back when some have ended`,
  };
}

export const FAULT: ProblemDetails = {
  type: BLANK,
  title: 'Internal Server Error',
  status: 500,
  detail: 'a fault of the exporter: its log says more',
};
