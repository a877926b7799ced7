import { AWS_OPERATIONS, type AwsOperation, type AwsRequestOutcome } from '../../model/exporter-state.ts';
import type { FailureReason } from '../../model/refresh-failure.ts';
import { failureReason, isNoReport, isNoSuchEntity } from './aws-failure.ts';
import type { ClientPlugin } from './client-plugin.ts';
import { rootManagementAnswer } from './root-management-answer.ts';

export type CountAwsRequest = (operation: AwsOperation, outcome: AwsRequestOutcome) => void;

const OUTCOME_BY_REASON: Partial<Record<FailureReason, AwsRequestOutcome>> = {
  access_denied: 'denied',
  credentials: 'denied',
  throttled: 'throttled',
  report_limit: 'throttled',
};

/** A plugin for the SDK's clients that counts each request, so each attempt of a retried call. */
export function countRequests(count: CountAwsRequest): ClientPlugin {
  return {
    applyToStack(stack) {
      stack.add(
        (next, { commandName = '' }) =>
          async (args) => {
            const operation = operationOf(commandName);
            try {
              const result = await next(args);
              count(operation, 'success');
              return result;
            } catch (error) {
              count(operation, outcomeOf(operation, error));
              throw error;
            }
          },
        // Around the deserializer, which tells an error from an answer, and inside the retries. fromTemporaryCredentials applies
        // its plugins at each renewal, and an equal name without `override` would be an error.
        { step: 'deserialize', priority: 'high', name: 'countRequests', override: true },
      );
    },
  };
}

/** What is not declared would be neither counted nor in the IAM policy that the exporter prints. */
function operationOf(commandName: string): AwsOperation {
  const operation = AWS_OPERATIONS.find((name) => commandName === `${name}Command`);
  if (operation === undefined) throw new Error(`no fact in model/facts declares the operation of ${commandName}`);
  return operation;
}

function outcomeOf(operation: AwsOperation, error: unknown): AwsRequestOutcome {
  if (isNoReport(error)) return 'no_report';
  // An account without a password policy is a usual one.
  if (operation === 'GetAccountPasswordPolicy' && isNoSuchEntity(error)) return 'success';
  // Which account may ask is known to AWS alone.
  if (operation === 'ListOrganizationsFeatures' && rootManagementAnswer(error) !== undefined) return 'success';
  const reason = failureReason(error);
  return (reason === undefined ? undefined : OUTCOME_BY_REASON[reason]) ?? 'error';
}
