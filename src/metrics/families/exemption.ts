import { coveredFindings } from '../../checks/assess.ts';
import type { Exemption } from '../../checks/policy.ts';
import type { Family, Level } from '../family.ts';
import type { World } from '../world.ts';

export interface ExemptionSubject {
  readonly exemption: Exemption;
  /** Findings that it covers; undefined while it covers none and a fact of an account is not there yet. */
  readonly findings: number | undefined;
}

const exemptionFamilies: readonly Family<ExemptionSubject>[] = [
  {
    name: 'aws_iam_exemption_expiry_timestamp_seconds',
    type: 'gauge',
    help: 'When the exemption ends, in Unix seconds: the end of its last day, UTC. After that the findings that it covered are open again.',
    labels: [],
    absent: 'never for an exemption of the configuration',
    example: 'aws_iam_exemption_expiry_timestamp_seconds - time() < 14 * 86400',
    read: ({ exemption }) => exemption.expiry,
  },
  {
    name: 'aws_iam_exemption_findings',
    type: 'gauge',
    help: 'Findings that the exemption covers, in all accounts. 0: it covers nothing, or it has ended, and you can remove it.',
    labels: [],
    absent: 'while it covers no finding, and the exporter has not read every fact of every account',
    example: 'aws_iam_exemption_findings == 0',
    read: ({ findings }) => findings,
  },
];

export const exemptionLevel: Level<World, ExemptionSubject> = {
  name: 'exemption',
  introduction: 'One series per exemption of the configuration.',
  labels: [{ name: 'exemption', of: ({ exemption }) => exemption.name }],
  families: exemptionFamilies,
  select({ assessment, policy, accounts }) {
    const everyFact = assessment.accounts.every(({ facts: { missing } }) => Object.keys(missing).length === 0);
    const findings = coveredFindings(assessment, everyFact && assessment.accounts.length >= accounts);
    return policy.exemptions.map((exemption) => ({ exemption, findings: findings.get(exemption.name) }));
  },
};
