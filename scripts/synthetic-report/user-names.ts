/** Names for the users of a synthetic report: made up, neutral, and unique without regard to case, as IAM demands. */
import { pick, type Random } from './random.ts';

/** Words of a name; `number` tells namesakes apart and is empty for the first one. */
type NamePattern = (random: Random) => (number: string) => string;

const GIVEN = (
  'ada ali amara ana ben bo carla chen dana david elif emma eva farid finn gita hana hugo ines ivan jana jonas kai ' +
  'karin kofi lea leo lina luca maja marco mei milan mira nadia nils noor omar petra priya rafael rosa sami sara ' +
  'sven tara theo uma vera victor wanda yara yuki zoe'
).split(' ');
const FAMILY = (
  'adler baker banda bauer berg blanc bruno castro cohen costa cruz dahl diaz eriksen farkas ferrari fischer garcia ' +
  'gruber haddad hansen horvat ito jansen jensen khan kim kowal lam lange lopez mbeki meyer moreau nagy nakamura ' +
  'novak okafor olsen park patel pereira ramos rossi sato silva singh tanaka torres virtanen wagner weber wong'
).split(' ');
const SYSTEM = (
  'archive billing booking catalog chat checkout claims crm docs fleet identity inventory invoice mail media orders ' +
  'payments payroll portal pricing reports search shipping shop stock survey telemetry tickets warehouse wiki'
).split(' ');
const TASK = 'backup build deploy export import logs mailer metrics replication scan sync upload worker'.split(' ');

const PATTERNS = {
  person: words(GIVEN, FAMILY, (given, family, number) => `${given}.${family}${number}`),
  'e-mail': words(GIVEN, FAMILY, (given, family, number) => `${given}.${family}${number}@example.com`),
  service: words(SYSTEM, TASK, (system, task, number) => `${system}-${task}${number}`),
  comma: words(GIVEN, FAMILY, (given, family, number) => `${capital(family)},${capital(given)}${number}`),
  'every sign': words(GIVEN, SYSTEM, (given, system, number) => `${given}+${system}=read-only_${number}@example.com`),
} satisfies Record<string, NamePattern>;

export type NameStyle = keyof typeof PATTERNS;

/** Hands out a new name at each call. */
export function nameGiver(random: Random): (style: NameStyle) => string {
  const namesakes = new Map<string, number>();
  return (style) => {
    const name = PATTERNS[style](random);
    const first = name('').toLowerCase();
    const count = (namesakes.get(first) ?? 0) + 1;
    namesakes.set(first, count);
    return name(count === 1 ? '' : String(count));
  };
}

function words(
  firsts: readonly string[],
  seconds: readonly string[],
  join: (first: string, second: string, number: string) => string,
): NamePattern {
  return (random) => {
    const first = pick(random, firsts);
    const second = pick(random, seconds);
    return (number) => join(first, second, number);
  };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
