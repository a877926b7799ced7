import type { CheckOptions } from '../../../src/cli/check-options.ts';
import type { Filters } from '../../../src/config/filters.ts';
import type { JudgeInput } from '../../../src/commands/judge.ts';
import { policyWith } from '../../support/policy.ts';

export const NO_FILTERS: Filters = { accounts: [], owners: [], users: [], checks: [], severities: [] };

/** The options of `check` as without any, but for what is given. */
export function checkOptions(options: Partial<CheckOptions> = {}): CheckOptions {
  return { reportFiles: [], output: 'table', summary: false, failOn: undefined, filters: NO_FILTERS, ...options };
}

export function judgeInput(input: Partial<JudgeInput> & Pick<JudgeInput, 'now'>): JudgeInput {
  const { output, summary, failOn } = checkOptions();
  return {
    policy: policyWith(),
    output,
    summary,
    failOn,
    users: undefined,
    severities: [],
    unread: [],
    all: false,
    ...input,
  };
}
