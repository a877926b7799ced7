import { coveredFindings } from '../../checks/assess.ts';
import type { Exemption } from '../../checks/policy.ts';
import type { Family, Level } from '../family.ts';
import type { World } from '../world.ts';

export interface ExemptionSubject {
  readonly exemption: Exemption;
  /** Findings that it covers; undefined while it covers none and an account has no report yet. */
  readonly findings: number | undefined;
}

const exemptionFamilies: readonly Family<ExemptionSubject>[] = [
  {
    name: 'aws_iam_exemption_expiry_timestamp_seconds',
    type: 'gauge',
    help: 'When the exemption ends, in Unix seconds: the end of its last day, UTC. Its findings come back then.',
    labels: [],
    absent: 'never for an exemption of the configuration',
    example: 'aws_iam_exemption_expiry_timestamp_seconds - time() < 14 * 86400',
    read: ({ exemption }) => exemption.expiry,
  },
  {
    name: 'aws_iam_exemption_findings',
    type: 'gauge',
    help: 'Findings that the exemption covers, in all accounts. 0: it covers nothing and can go; one that has ended covers nothing.',
    labels: [],
    absent: 'while it covers none and an account has no report yet',
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
    const findings = coveredFindings(assessment, assessment.accounts.length >= accounts);
    return policy.exemptions.map((exemption) => ({ exemption, findings: findings.get(exemption.name) }));
  },
};
