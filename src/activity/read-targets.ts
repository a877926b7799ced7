import type { ActivityTarget, Principal, TargetKind } from '../model/activity-event.ts';
import {
  endOfArn,
  type Fields,
  fieldsOf,
  isAccountId,
  isIamArn,
  isKeyId,
  isLongName,
  isTrailArn,
  nameOf,
  ofCharacters,
  textOf,
} from './fields.ts';
import { type TargetField, TARGETS } from './targets.ts';

interface Call {
  readonly service: string;
  readonly name: string;
  readonly principal: Principal;
  readonly succeeded: boolean;
}

const NOTHING: readonly ActivityTarget[] = [];

/** In the order of `TARGETS`. A call that failed may have none, as AWS then leaves out what was asked for. */
export function readTargets(record: Fields, { service, name, principal, succeeded }: Call): readonly ActivityTarget[] {
  const known = TARGETS.get(name);
  if (known?.service !== service) return NOTHING;
  const targets: ActivityTarget[] = [];
  for (const field of known.fields) {
    const value = field.path.reduce<unknown>((part, key) => fieldsOf(part)[key], record[field.in]);
    const target = targetOf(field.kind, value) ?? callerOf(field, value, record, { principal, succeeded });
    if (target !== undefined) targets.push(target);
  }
  return targets;
}

function targetOf(kind: TargetKind, value: unknown): ActivityTarget | undefined {
  if (typeof value !== 'string') return undefined;
  const isArn = value.startsWith('arn:');
  switch (kind) {
    case 'access-key':
    case 'session-key':
      return named(kind, textOf(value, isKeyId));
    case 'account':
      return named(kind, textOf(isArn ? textOf(value, isIamArn)?.split(':')[4] : value, isAccountId));
    case 'policy':
      return named(kind, isArn ? textOf(value, isIamArn) : nameOf(value, isLongName));
    case 'mfa-device':
      return named(kind, textOf(value, isArn ? isIamArn : isSerialNumber));
    case 'group':
      return named(kind, nameOf(value, isLongName));
    case 'role':
    case 'trail':
      return isArn ? byArn(kind, value) : named(kind, nameOf(value, isLongName));
    case 'user':
      return named(kind, nameOf(value));
  }
}

/** Of a hardware token; that of another device is an ARN. */
const isSerialNumber = ofCharacters(/[\w+=,.@:/-]/, 64, 6);

function byArn(kind: 'role' | 'trail', value: string): ActivityTarget | undefined {
  const arn = textOf(value, kind === 'role' ? isIamArn : isTrailArn);
  const name = nameOf(arn && endOfArn(arn), isLongName);
  return arn === undefined || name === undefined ? undefined : { kind, name, arn };
}

function named(kind: TargetKind, name: string | undefined): ActivityTarget | undefined {
  return name === undefined ? undefined : { kind, name };
}

/** A call that failed and whose parameters AWS left out may have been about anybody. */
function callerOf(
  { kind, orCaller }: TargetField,
  value: unknown,
  { requestParameters }: Fields,
  { principal, succeeded }: Pick<Call, 'principal' | 'succeeded'>,
): ActivityTarget | undefined {
  if (!orCaller || principal.kind !== 'user' || (value !== undefined && value !== null)) return undefined;
  const isAsked = succeeded || (requestParameters !== null && requestParameters !== undefined);
  return isAsked ? named(kind, principal.name) : undefined;
}
