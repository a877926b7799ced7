/** A place where `activity` looks: what is searched by itself. */
import type { AwsAccount } from '../model/account.ts';
import type { ActivityQuestion, ActivitySource } from '../model/activity-source.ts';
import { reasonAndMessage, type RefreshFailure } from '../model/refresh-failure.ts';
import type { Asked } from './asking.ts';
import type { Outside } from './outside.ts';

export type ActivityOutside = Pick<
  Outside,
  'atEnd' | 'clock' | 'environment' | 'onConsole' | 'printError' | 'printOut' | 'random' | 'stop'
>;

export interface ActivityPlace {
  /** Absent: the place has the records of several accounts. */
  readonly account?: AwsAccount;
  readonly source: ActivitySource;
  readonly question: ActivityQuestion;
  /** Ids of the accounts whose events are wanted. Absent: of all that it has. */
  readonly only?: ReadonlySet<string>;
}

/** An account that is chosen, or may be: its id is not known. */
export interface ChosenAccount {
  readonly account: AwsAccount;
  readonly id: Asked<string>;
}

export interface ActivityPlaces {
  readonly places: readonly ActivityPlace[];
  /** Accounts that could not be asked, in words. */
  readonly failures: readonly string[];
}

/** @param more what to do about it. */
export function notAsked({ name }: AwsAccount, failure: RefreshFailure, more = ''): ActivityPlaces {
  return { places: [], failures: [`${name}: ${reasonAndMessage(failure)}${more}`] };
}
