import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import type { InPlace } from '../../model/places.ts';
import type { AccountAccess } from './account-access.ts';
import { boundAnswers, JSON_ANSWERS } from './bound-answers.ts';
import { takePlace } from './in-place.ts';
import { incomplete } from './pages.ts';
import { patiently, type Waiting } from './patience.ts';

/** Throws RefreshFailure, or the signal's reason. */
export type EnabledRegionsSource = (signal: AbortSignal) => Promise<readonly string[]>;

export interface EnabledRegionsInput {
  readonly access: AccountAccess;
  readonly accountName: string;
  readonly inPlace: InPlace;
  readonly waiting: Waiting;
}

/**
 * The regions in which the account can be used, in the order of their names.
 * Source: Account Management API reference, ListRegions.
 */
export function createEnabledRegionsSource({
  access: { settings, equip },
  accountName,
  inPlace,
  waiting,
}: EnabledRegionsInput): EnabledRegionsSource {
  const client = new AccountClient(settings);
  equip(client, [boundAnswers(JSON_ANSWERS), takePlace(inPlace, accountName)]);

  return async (signal) => {
    const names: string[] = [];
    let next: { NextToken?: string } = {};
    for (;;) {
      const command = new ListRegionsCommand({
        RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'],
        MaxResults: 50,
        ...next,
      });
      const send = () => client.send(command, { abortSignal: signal });
      const { Regions: regions, NextToken: token } = await patiently(send, waiting, signal);
      if (regions === undefined) throw new RefreshFailure('service', 'AWS answered without the regions of the account');
      for (const { RegionName: name } of regions) {
        if (name === undefined) throw incomplete('a region');
        names.push(name);
      }
      if (token === undefined) break;
      if (token === next.NextToken)
        throw new RefreshFailure('service', 'AWS says that its answer goes on, and not where');
      next = { NextToken: token };
    }
    return names.sort();
  };
}
