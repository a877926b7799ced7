/** Keys of a good configuration file that change nothing beside others. No warning repeats their values. */
import { checks } from '../checks/catalogue.ts';
import { factEntry } from './facts-schema.ts';
import { linesToFeed } from './policy-schema.ts';
import type { ConfigFile } from './schema.ts';
import { patternsOf } from './written-texts.ts';

export function warnOfNoEffect({ facts, policy }: Pick<ConfigFile, 'facts' | 'policy'>): string[] {
  return [...regionsOfLogGroup(facts), ...patternsWithoutFacts(facts, policy)];
}

function regionsOfLogGroup(facts: ConfigFile['facts']): string[] {
  const { source, regions = [] } = factEntry(facts, { id: 'activity' });
  if (source !== 'logs' || regions.length === 0) return [];
  return ['facts.activity.regions: has no effect with source: logs, as the log group has the events of all regions'];
}

/** A check that is on by name is refused without its facts; a list of patterns alone turns nothing on. */
function patternsWithoutFacts(facts: ConfigFile['facts'], policy: ConfigFile['policy']): string[] {
  return checks.flatMap((check) => {
    const lines = linesToFeed(check, facts);
    if (lines === '') return [];
    return patternsOf(check, policy).map(
      ([path]) => `${path}: has no effect, as the exporter does not read what the check needs; write ${lines}`,
    );
  });
}
