/** What the commands read that judge keys: every fact but the events, which take a minute and a permission, and change no step of a rotation. */
import { enabledChecks } from '../checks/enabled-checks.ts';
import { isFed } from '../checks/needed-facts.ts';
import type { Config } from '../config/config.ts';
import type { Selection } from '../config/filters.ts';

export function withoutEvents({ facts }: Pick<Config, 'facts'>): Config['facts'] {
  return { ...facts, activity: { ...facts.activity, enabled: false } };
}

/** Chosen checks that nothing but events shows: nothing would be found of them, whatever has happened. */
export function checksOfEvents({ checks: wanted }: Selection, config: Pick<Config, 'facts' | 'policy'>): string[] {
  const facts = withoutEvents(config);
  const enabled = enabledChecks(config.policy);
  const isShown = (text: Selection['checks'][number]) =>
    enabled.some((check) => text.test(check.id) && isFed(check, (name) => facts[name].enabled));
  return wanted
    .filter((text) => !isShown(text))
    .map(({ text }) => `--check: ${text} looks at events, which keys does not read: write check --check ${text}`);
}
