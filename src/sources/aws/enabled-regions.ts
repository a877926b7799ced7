import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import type { InPlace } from '../../model/places.ts';
import type { AccountAccess } from './account-access.ts';
import { boundAnswers, JSON_ANSWERS } from './bound-answers.ts';
import { takePlace } from './in-place.ts';
import { incomplete } from './pages.ts';
import { patiently, type Waiting } from './patience.ts';
import { tokenPages } from './token-pages.ts';

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
    const ask = (token: string | undefined) => {
      const command = new ListRegionsCommand({
        RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'],
        MaxResults: 50,
        ...(token !== undefined && { NextToken: token }),
      });
      return patiently(() => client.send(command, { abortSignal: signal }), waiting, signal);
    };
    const pages = tokenPages(ask, ({ Regions: regions, NextToken: token }) => ({
      token,
      saysNothing: regions === undefined,
    }));
    const names: string[] = [];
    for await (const { Regions: regions = [] } of pages) {
      for (const { RegionName: name } of regions) {
        if (name === undefined) throw incomplete('a region');
        names.push(name);
      }
    }
    return names.sort();
  };
}
