/**
 * What a call was about: the closed list of the fields of each event that are kept, and nothing else of `requestParameters` and
 * `responseElements`. Source: the IAM, STS and CloudTrail API references; CloudTrail writes the names of parameters with a small letter.
 */
import type { TargetKind } from '../model/activity-event.ts';

export interface TargetField {
  readonly kind: TargetKind;
  readonly in: 'requestParameters' | 'responseElements';
  /** `accessKey.accessKeyId` is two. */
  readonly path: readonly string[];
  /** A call without it is about the user who calls. */
  readonly orCaller: boolean;
}

interface EventTargets {
  readonly service: string;
  readonly fields: readonly TargetField[];
}

function request(kind: TargetKind, field: string): TargetField {
  return { kind, in: 'requestParameters', path: field.split('.'), orCaller: false };
}

function response(kind: TargetKind, field: string): TargetField {
  return { kind, in: 'responseElements', path: field.split('.'), orCaller: false };
}

const user = request('user', 'userName');
/** Users may do it for themselves, and then name nobody. */
const userOrCaller: TargetField = { ...user, orCaller: true };
const group = request('group', 'groupName');
const role = request('role', 'roleName');
const policyArn = request('policy', 'policyArn');
const inlinePolicy = request('policy', 'policyName');
const boundary = request('policy', 'permissionsBoundary');
const accessKey = request('access-key', 'accessKeyId');
const device = request('mfa-device', 'serialNumber');
const handedOut = response('session-key', 'credentials.accessKeyId');
const assumedRole = request('role', 'roleArn');
/** By its id, or by the ARN of its root. */
const memberAccount = request('account', 'targetPrincipal');
const trail = request('trail', 'name');

const IAM: Readonly<Record<string, readonly TargetField[]>> = {
  CreateAccessKey: [userOrCaller, response('access-key', 'accessKey.accessKeyId')],
  UpdateAccessKey: [userOrCaller, accessKey],
  DeleteAccessKey: [userOrCaller, accessKey],
  ListAccessKeys: [userOrCaller],
  GetAccessKeyLastUsed: [accessKey],

  CreateUser: [user, boundary],
  GetUser: [userOrCaller],
  UpdateUser: [user, request('user', 'newUserName')],
  DeleteUser: [user],
  TagUser: [user],
  UntagUser: [user],

  CreateLoginProfile: [userOrCaller],
  UpdateLoginProfile: [user],
  DeleteLoginProfile: [userOrCaller],
  ChangePassword: [userOrCaller],

  CreateVirtualMFADevice: [response('mfa-device', 'virtualMFADevice.serialNumber')],
  EnableMFADevice: [user, device],
  ResyncMFADevice: [user, device],
  DeactivateMFADevice: [userOrCaller, device],
  DeleteVirtualMFADevice: [device],

  UploadSigningCertificate: [userOrCaller],
  UpdateSigningCertificate: [userOrCaller],
  DeleteSigningCertificate: [userOrCaller],
  UploadSSHPublicKey: [user],
  UpdateSSHPublicKey: [user],
  DeleteSSHPublicKey: [user],
  CreateServiceSpecificCredential: [user],
  UpdateServiceSpecificCredential: [userOrCaller],
  ResetServiceSpecificCredential: [userOrCaller],
  DeleteServiceSpecificCredential: [userOrCaller],

  AttachUserPolicy: [user, policyArn],
  DetachUserPolicy: [user, policyArn],
  PutUserPolicy: [user, inlinePolicy],
  DeleteUserPolicy: [user, inlinePolicy],
  PutUserPermissionsBoundary: [user, boundary],
  DeleteUserPermissionsBoundary: [user],

  CreateGroup: [group],
  UpdateGroup: [group, request('group', 'newGroupName')],
  DeleteGroup: [group],
  AddUserToGroup: [user, group],
  RemoveUserFromGroup: [user, group],
  AttachGroupPolicy: [group, policyArn],
  DetachGroupPolicy: [group, policyArn],
  PutGroupPolicy: [group, inlinePolicy],
  DeleteGroupPolicy: [group, inlinePolicy],

  CreateRole: [role, boundary],
  CreateServiceLinkedRole: [response('role', 'role.roleName')],
  UpdateRole: [role],
  UpdateRoleDescription: [role],
  UpdateAssumeRolePolicy: [role],
  DeleteRole: [role],
  DeleteServiceLinkedRole: [role],
  AttachRolePolicy: [role, policyArn],
  DetachRolePolicy: [role, policyArn],
  PutRolePolicy: [role, inlinePolicy],
  DeleteRolePolicy: [role, inlinePolicy],
  PutRolePermissionsBoundary: [role, boundary],
  DeleteRolePermissionsBoundary: [role],
  AddRoleToInstanceProfile: [role],
  RemoveRoleFromInstanceProfile: [role],

  CreatePolicy: [response('policy', 'policy.arn')],
  DeletePolicy: [policyArn],
  CreatePolicyVersion: [policyArn],
  SetDefaultPolicyVersion: [policyArn],
  DeletePolicyVersion: [policyArn],
};

const STS: Readonly<Record<string, readonly TargetField[]>> = {
  AssumeRole: [assumedRole, handedOut],
  AssumeRoleWithSAML: [assumedRole, handedOut],
  AssumeRoleWithWebIdentity: [assumedRole, handedOut],
  AssumeRoot: [memberAccount, handedOut],
  GetSessionToken: [handedOut],
  GetFederationToken: [handedOut],
  GetAccessKeyInfo: [accessKey],
};

const CLOUDTRAIL: Readonly<Record<string, readonly TargetField[]>> = {
  CreateTrail: [trail],
  UpdateTrail: [trail],
  DeleteTrail: [trail],
  StartLogging: [trail],
  StopLogging: [trail],
  PutEventSelectors: [request('trail', 'trailName')],
  PutInsightSelectors: [request('trail', 'trailName')],
};

/** Services have calls of the same name, such as CreateUser, so that the service must fit too. */
export const TARGETS: ReadonlyMap<string, EventTargets> = new Map([
  ...eventsOf('iam.amazonaws.com', IAM),
  ...eventsOf('sts.amazonaws.com', STS),
  ...eventsOf('cloudtrail.amazonaws.com', CLOUDTRAIL),
]);

function eventsOf(service: string, events: Readonly<Record<string, readonly TargetField[]>>): [string, EventTargets][] {
  return Object.entries(events).map(([name, fields]) => [name, { service, fields }]);
}
