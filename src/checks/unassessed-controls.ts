/**
 * Controls about identities that no check assesses: of the section "Identity and Access Management" of the CIS AWS Foundations Benchmark, those
 * of AWS Security Hub whose id begins with IAM, and others that a check names as a reference. They are named so that nobody takes silence
 * for a pass.
 */
import type { ControlNumbers } from './check.ts';

export interface UnassessedControl extends ControlNumbers {
  /** What it asks for: a sentence without a full stop. */
  readonly title: string;
  /** Why no check assesses it: a sentence without a full stop. */
  readonly reason: string;
}

const NO_POLICY_TEXTS = 'The exporter reads no texts of policies, and does not read roles or groups';
const NO_ORGANIZATION =
  'The exporter lists the accounts of an organization, and does not read its policies and settings';
const NO_RULE = 'The exporter reads this rule of the password policy and shows it as a metric; no check judges it';
const NO_RULES =
  'The exporter reads these rules of the password policy and shows them as metrics; no check judges them together';

export const UNASSESSED_CONTROLS: readonly UnassessedControl[] = [
  {
    title: 'The contact details of the account are current',
    cis: { '1.4': '1.1', '5.0': '1.1', '6.0': '2.1', '7.0': '2.2' },
    reason: 'The exporter does not read the contact details',
  },
  {
    title: 'Security contact information is registered',
    cis: { '1.4': '1.2', '5.0': '1.2', '6.0': '2.2', '7.0': '2.3' },
    reason: 'The exporter does not read the contact details',
  },
  {
    title: 'Security questions are registered in the account',
    cis: { '1.4': '1.3' },
    reason: 'AWS has no API for the questions, and newer versions do not have this control',
  },
  {
    title: 'No policy that is attached allows all actions on all resources',
    cis: { '1.4': '1.16', '5.0': '1.15', '6.0': '2.15', '7.0': '2.14' },
    securityHub: 'IAM.1',
    reason: NO_POLICY_TEXTS,
  },
  {
    title: 'There is a role for incidents with AWS Support',
    cis: { '1.4': '1.17', '5.0': '1.16', '6.0': '2.16', '7.0': '2.15' },
    securityHub: 'IAM.18',
    reason: NO_POLICY_TEXTS,
  },
  {
    title: 'Instances get their access from roles',
    cis: { '1.4': '1.18', '5.0': '1.17', '6.0': '2.17', '7.0': '2.16' },
    reason: 'The exporter does not read EC2 instances',
  },
  {
    title: 'Expired TLS certificates that are stored in IAM are removed',
    cis: { '1.4': '1.19', '5.0': '1.18', '6.0': '2.18', '7.0': '2.17' },
    securityHub: 'IAM.26',
    reason: 'The exporter does not read server certificates: those of the report are signing certificates of users',
  },
  {
    title: 'IAM Access Analyzer looks for external access in all regions',
    cis: { '1.4': '1.20', '5.0': '1.19', '6.0': '2.19', '7.0': '2.18' },
    securityHub: 'IAM.28',
    reason: 'The exporter does not read IAM Access Analyzer',
  },
  {
    title: 'Access to AWSCloudShellFullAccess is restricted',
    cis: { '5.0': '1.21', '6.0': '2.21', '7.0': '2.20' },
    securityHub: 'IAM.27',
    reason: `${NO_POLICY_TEXTS}. In versions 2.0 to 4.0 of the benchmark this control is 1.22`,
  },
  {
    title: 'No resource policy lets everybody in',
    cis: { '7.0': '2.21' },
    reason: 'The exporter does not read resource policies',
  },
  ...[
    ['2.1.2', 'Authorization policies limit all accounts of the organization'],
    ['2.1.3', 'The management account of the organization has no workloads'],
    ['2.1.4', 'Organizational units follow environment and sensitivity'],
    ['2.1.5', 'A delegated administrator manages the policies of the organization'],
    ['2.1.6', 'Delegated administrators manage the services that the organization has integrated'],
  ].map(([number = '', title = '']) => ({ title, cis: { '7.0': number }, reason: NO_ORGANIZATION })),
  {
    title: 'The password policy is strong: upper and lower case, symbols, numbers, 8 characters',
    securityHub: 'IAM.7',
    reason: NO_RULES,
  },
  {
    title:
      'The password policy is as PCI DSS asks: upper and lower case, numbers, 7 characters, 4 old passwords, 90 days',
    securityHub: 'IAM.10',
    reason: NO_RULES,
  },
  ...[
    ['IAM.11', 'an uppercase letter'],
    ['IAM.12', 'a lowercase letter'],
    ['IAM.13', 'a symbol'],
    ['IAM.14', 'a number'],
  ].map(([securityHub = '', what = '']) => ({
    title: `The password policy asks for ${what}`,
    securityHub,
    reason: NO_RULE,
  })),
  {
    title: 'The password policy lets passwords expire within 90 days',
    securityHub: 'IAM.17',
    reason: NO_RULE,
  },
  {
    title: 'No policy of the customer allows all actions of a service',
    securityHub: 'IAM.21',
    reason: NO_POLICY_TEXTS,
  },
  ...[
    ['IAM.23', 'IAM Access Analyzer analyzers'],
    ['IAM.24', 'Roles'],
    ['IAM.25', 'Users'],
  ].map(([securityHub = '', what = '']) => ({
    title: `${what} are tagged`,
    securityHub,
    reason: 'The exporter reads one tag of users, that of the owner, and judges none',
  })),
  {
    title: 'Console sign-ins without MFA are monitored',
    cis: { '1.4': '4.2', '5.0': '4.2', '6.0': '5.2', '7.0': '5.2' },
    reason:
      'The exporter does not read whether a metric filter and an alarm exist. The check sign-in-without-mfa finds the sign-ins themselves',
  },
  {
    title: 'The use of root is monitored',
    cis: { '1.4': '4.3', '5.0': '4.3', '6.0': '5.3', '7.0': '5.3' },
    reason:
      'The exporter does not read whether a metric filter and an alarm exist. The checks root-signed-in and root-api-used find the use itself',
  },
];
