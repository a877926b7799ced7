/**
 * A plan -> the cells of a row, in AWS's words for "no value". Moments never lie before the user's creation, nor a key's use
 * before the key.
 */
import type { AtSetup, CertificatePlan, CredentialPlan, DaysAgo, KeyPlan, PasswordPlan } from './credential-plan.ts';
import { type Partition, REGIONAL_SERVICES, REGIONS } from './places.ts';
import { between, pick, type Random } from './random.ts';

/** The columns as AWS writes them; `cellsOf` gives its cells in the same order. */
export const COLUMNS: readonly string[] = [
  ...['user', 'arn', 'user_creation_time'],
  ...['password_enabled', 'password_last_used', 'password_last_changed', 'password_next_rotation', 'mfa_active'],
  ...['access_key_1_active', 'access_key_1_last_rotated'],
  ...['access_key_1_last_used_date', 'access_key_1_last_used_region', 'access_key_1_last_used_service'],
  ...['access_key_2_active', 'access_key_2_last_rotated'],
  ...['access_key_2_last_used_date', 'access_key_2_last_used_region', 'access_key_2_last_used_service'],
  ...['cert_1_active', 'cert_1_last_rotated', 'cert_2_active', 'cert_2_last_rotated'],
];

/** In the user guide, not in every report. */
export const ADDITIONAL_COLUMN = 'additional_credentials_info';

export interface RowContext {
  readonly random: Random;
  /** Unix seconds: when the report is made. */
  readonly now: number;
  readonly partition: Partition;
  /** How long a password lives; absent: no policy says so. */
  readonly passwordDays?: number;
  readonly additionalColumn: boolean;
}

export interface Identity {
  readonly name: string;
  readonly arn: string;
  readonly isRoot: boolean;
}

const SECONDS_PER_DAY = 86_400;

export function cellsOf(identity: Identity, plan: CredentialPlan, context: RowContext): string[] {
  const created = draw(plan.created, -Infinity, context);
  const keys = plan.keys?.map((key) => keyCells(key, created, context)) ?? [];
  const certificates = plan.certificates?.map((one) => certificateCells(one, created, context)) ?? [];
  return [
    identity.name,
    identity.arn,
    time(created),
    ...passwordCells(plan.password, created, identity.isRoot, context),
    String(plan.mfa ?? false),
    ...inSlots(keys, ['false', 'N/A', 'N/A', 'N/A', 'N/A'], context.random),
    ...inSlots(certificates, ['false', 'N/A'], context.random),
    ...(context.additionalColumn ? [additionalCell(plan.keysBeyondTwo)] : []),
  ];
}

function passwordCells(
  plan: PasswordPlan | undefined,
  created: number,
  isRoot: boolean,
  context: RowContext,
): string[] {
  const noRotation = isRoot ? 'not_supported' : 'N/A';
  if (plan === undefined) return ['false', 'N/A', 'N/A', noRotation];
  const used = plan.used === 'never' ? 'no_information' : time(draw(plan.used, created, context));
  if (plan.changed === 'disabled') return ['false', used, 'N/A', noRotation];
  const changed = draw(plan.changed, created, context);
  const expires = !isRoot && context.passwordDays !== undefined;
  return ['true', used, time(changed), expires ? time(changed + context.passwordDays * SECONDS_PER_DAY) : noRotation];
}

function keyCells(plan: KeyPlan, created: number, context: RowContext): string[] {
  const rotated = draw(plan.rotated, created, context);
  const beforeUse = [String(plan.active), time(rotated)];
  if (plan.used === 'never') return [...beforeUse, 'N/A', 'N/A', 'N/A'];
  const service = plan.service ?? pick(context.random, REGIONAL_SERVICES);
  const region = service === 's3' ? 'N/A' : pick<string>(context.random, REGIONS[context.partition]);
  return [...beforeUse, time(draw(plan.used, rotated, context)), region, service];
}

function certificateCells(plan: CertificatePlan, created: number, context: RowContext): string[] {
  return [String(plan.active), time(draw(plan.rotated, created, context))];
}

/** A slot says nothing about age: it follows the id of the key. A single one always stands in the first. */
function inSlots(filled: readonly string[][], empty: readonly string[], random: Random): string[] {
  const [first = empty, second = empty] = filled;
  const swap = filled.length === 2 && random() < 0.5;
  return swap ? [...second, ...first] : [...first, ...second];
}

function additionalCell(keysBeyondTwo: number | undefined): string {
  return keysBeyondTwo === undefined
    ? 'N/A'
    : `additional access keys: ${keysBeyondTwo}, list them with ListAccessKeys`;
}

/** A moment in Unix seconds, not before `earliest`. */
function draw(when: DaysAgo | AtSetup, earliest: number, { random, now }: RowContext): number {
  if (when === 'at setup') return Math.min(now, earliest + Math.floor(between(random, 1, 60)));
  const [nearest, furthest] = when;
  return Math.max(earliest, Math.floor(now - between(random, nearest, furthest) * SECONDS_PER_DAY));
}

function time(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}
