/**
 * Whose records are asked for. Rather a record too many than one too few: which of them are meant is decided when they are read.
 * Source: CloudTrail user guide, "CloudTrail userIdentity element", and records as AWS wrote them.
 */
import type { ActivitySubject } from '../../model/activity-source.ts';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import { all, any, type RecordCondition } from './record-condition.ts';
import { TARGET_SERVICES, targetConditions } from './target-condition.ts';

const TYPE = 'userIdentity.type';
const NAME = 'userIdentity.userName';
const ARN = 'userIdentity.arn';
const ISSUER_TYPE = 'userIdentity.sessionContext.sessionIssuer.type';
const ISSUER_NAME = 'userIdentity.sessionContext.sessionIssuer.userName';
const ISSUER_ARN = 'userIdentity.sessionContext.sessionIssuer.arn';

/** Of users, roles, sessions and keys. Whatever else is in a name never comes into a question to AWS. */
const PLAIN = /^[\w+=,.@-]{1,128}$/;
/** Of an ARN too. */
const PLAIN_ARN = /^arn:[\w+=,.@:/-]{1,600}$/;
const ROLE_ARN = /^arn:(?<partition>[^:]+):iam::(?<account>\d{12}):role\/(?:.*\/)?(?<name>[^/]+)$/;

export interface SubjectConditions {
  readonly all: readonly RecordCondition[];
  /** Each of them alone is enough; none: there are no others. */
  readonly any: readonly RecordCondition[];
}

/** Throws RefreshFailure for a name that is not asked for. */
export function subjectConditions(subject: ActivitySubject): SubjectConditions {
  return { all: subject.of === 'target' ? [TARGET_SERVICES] : [], any: alternatives(subject) };
}

function alternatives(subject: ActivitySubject): readonly RecordCondition[] {
  switch (subject.of) {
    case 'user':
      return ofUser(checked(subject.name, PLAIN));
    case 'role':
      return subject.arn === undefined
        ? ofRole(checked(subject.name, PLAIN))
        : ofRoleArn(checked(subject.arn, PLAIN_ARN));
    case 'session':
      // `AROA...:NAME`, of a role's session only.
      return [{ path: 'userIdentity.principalId', endsWith: `:${checked(subject.name, PLAIN)}` }];
    case 'key':
      return [{ path: 'userIdentity.accessKeyId', is: checked(subject.id, PLAIN) }];
    case 'root':
      return [{ path: TYPE, is: 'Root' }, ofFederatedUser({ path: ISSUER_TYPE, is: 'Root' })];
    case 'target':
      return targetConditions(checked(subject.name, subject.name.startsWith('arn:') ? PLAIN_ARN : PLAIN));
    case 'anybody':
      return [];
  }
}

/** Also what a federated user did whose session this user asked for. */
function ofUser(name: string): RecordCondition[] {
  return [{ path: NAME, is: name }, ofFederatedUser({ path: ISSUER_NAME, is: name })];
}

function ofFederatedUser(issuer: RecordCondition): RecordCondition {
  return all({ path: TYPE, is: 'FederatedUser' }, issuer);
}

/** The ARN of a session has the role's name without its path, and a session that a service made may have nothing else. */
function ofRole(name: string): RecordCondition[] {
  return [
    ofRoleSession(any({ path: ISSUER_NAME, is: name }, { path: ARN, contains: `:assumed-role/${name}/` })),
    all({ path: TYPE, is: 'Role' }, any({ path: NAME, is: name }, { path: ARN, endsWith: `/${name}` })),
  ];
}

function ofRoleArn(arn: string): RecordCondition[] {
  const { partition, account, name } = ROLE_ARN.exec(arn)?.groups ?? {};
  if (name === undefined) throw new RefreshFailure('configuration', 'that is not the ARN of a role');
  return [
    ofRoleSession(
      any(
        { path: ISSUER_ARN, is: arn },
        all(
          { path: ISSUER_ARN, absent: true },
          { path: ARN, contains: `arn:${partition}:sts::${account}:assumed-role/${name}/` },
        ),
      ),
    ),
    all({ path: TYPE, is: 'Role' }, { path: ARN, is: arn }),
  ];
}

function ofRoleSession(condition: RecordCondition): RecordCondition {
  return all({ path: TYPE, is: 'AssumedRole' }, condition);
}

function checked(value: string, form: RegExp): string {
  if (form.test(value)) return value;
  throw new RefreshFailure(
    'configuration',
    'a name or an ARN is too long, or has other characters than letters, digits and _+=,.@-, and :/ of an ARN: AWS is not asked for it',
  );
}
