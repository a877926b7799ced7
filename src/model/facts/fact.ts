import type { UnixSeconds } from '../time.ts';

/** What is known of one kind about one account, until a newer look replaces it. */
export interface Fact<Value> {
  readonly value: Value;
  /** The moment that the value is of: for a credential report when AWS generated it, otherwise when the exporter asked. */
  readonly asOf: UnixSeconds;
  /** When the exporter got it. */
  readonly gatheredAt: UnixSeconds;
}

/** A kind of fact as data. The configuration, the IAM policy, the counters of requests and the docs are made from this. */
export interface FactDeclaration {
  /** Also the label `fact`, and the key under `facts` in the configuration; a dot stands for a mapping within a mapping. */
  readonly id: string;
  /** Ends the sentence "The exporter reads ...". */
  readonly what: string;
  /** Milliseconds between two looks, unless the configuration gives another interval. */
  readonly interval: number;
  /** Milliseconds: no configuration may ask more often. */
  readonly leastInterval?: number;
  /** Milliseconds: what is older when it is read comes too late. */
  readonly mostInterval?: number;
  /** false: AWS is not asked until the configuration says so. */
  readonly enabled: boolean;
  /** AWS answers it to few accounts of an organization, and only they are asked: see asked-of.ts. */
  readonly ofOrganization?: true;
  /** IAM actions that the exporter's identity in the account needs. None of them knows resources. */
  readonly permissions: readonly `${string}:${string}`[];
  /** Calls to AWS under the names of the API: the label `operation`. */
  readonly operations: readonly string[];
}
