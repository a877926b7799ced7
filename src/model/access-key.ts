/** An access key as IAM knows it now, by its id. The credential report has no ids, and is hours old. */
import type { UnixSeconds } from './time.ts';

export interface AccessKeyUse {
  readonly at: UnixSeconds;
  readonly service: string;
  /** Absent for services without regions, such as S3, although the key was used. */
  readonly region?: string;
}

export interface UserAccessKey {
  readonly id: string;
  /** A key that expired works as little as an inactive one. Source: IAM API reference, AccessKeyMetadata. */
  readonly status: 'Active' | 'Inactive' | 'Expired';
  readonly created: UnixSeconds;
  /** `never` since 2015-04-22, when AWS began to record it. Absent: the exporter may not ask, or AWS gave no answer. */
  readonly lastUsed?: AccessKeyUse | 'never';
}
