/** The values of a fact that could not be read. */
import { FAILURE_REASONS, type FailureReason } from '../model/refresh-failure.ts';
import { type Field, TEXT } from './field.ts';

export interface FailedFact {
  readonly fact: string;
  readonly failure: { readonly reason: FailureReason; readonly message: string };
}

export const FAILURE_FIELDS: readonly Field<FailedFact>[] = [
  { name: 'fact', type: TEXT, always: true, help: 'What could not be read.', read: ({ fact }) => fact },
  {
    name: 'reason',
    type: { type: 'string', enum: FAILURE_REASONS },
    always: true,
    help: 'As the label `reason`.',
    read: ({ failure }) => failure.reason,
  },
  { name: 'message', type: TEXT, always: true, help: 'In words.', read: ({ failure }) => failure.message },
];
