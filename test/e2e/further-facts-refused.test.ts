/**
 * AWS refuses one of the facts beyond the report, or throttles it for good, in an account each: from the start, or once it has been
 * read. The report and all other facts go on.
 */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { checks } from '../../src/checks/catalogue.ts';
import { factsOf as factsOfCheck } from '../../src/checks/check.ts';
import { faults } from '../support/fake-aws/faults.ts';
import { type AwsExporter, linesAbout, ownValue, roleAccount, startAwsExporter } from './support/aws-exporter.ts';
import { startFake } from './support/fake-aws.ts';
import { accountWithFacts, ALL_ON, factsOf, factUp, FURTHER, OPERATIONS, untilPage } from './support/further-facts.ts';
import { createMovableClock } from './support/movable-clock.ts';

/** From the start, or after the first time. */
const REFUSED = OPERATIONS.flatMap((operation, index) => [
  { operation, when: 'at first' as const, name: `never-${operation}`, accountId: String(200_000_000_000 + index) },
  { operation, when: 'later' as const, name: `later-${operation}`, accountId: String(300_000_000_000 + index) },
]);
const THROTTLED = OPERATIONS.map((operation, index) => ({
  operation,
  name: `busy-${operation}`,
  accountId: String(400_000_000_000 + index),
}));
const HEALTHY = { name: 'healthy', accountId: '999988887777' };
const ALL = [...REFUSED, ...THROTTLED, HEALTHY];

let exporter: AwsExporter;
let failing: string;

beforeAll(async () => {
  const now = Date.now();
  const fake = await startFake({ accounts: ALL.map(({ accountId }) => accountWithFacts(accountId, now)) });
  const refuse = (when: string) => {
    for (const refused of REFUSED.filter((one) => one.when === when)) {
      fake.always(refused.accountId, refused.operation, faults.accessDenied);
    }
  };
  refuse('at first');
  const clock = await createMovableClock();
  const config = {
    concurrency: ALL.length,
    accounts: ALL.map(({ name, accountId }) => roleAccount(name, accountId)),
    facts: ALL_ON,
  };
  exporter = await startAwsExporter(fake, config, { env: clock.env });
  await untilPage(exporter, 'everything was tried', (page) =>
    ALL.every(({ name }) => FURTHER.every(({ fact }) => factUp(page, name, fact) !== undefined)),
  );
  refuse('later');
  for (const { accountId, operation } of THROTTLED) fake.always(accountId, operation, faults.throttling);
  // By then every fact is due, and what has failed is tried again.
  await clock.advance(exporter.process.pid, 5 * 3_600_000);
  failing = await untilPage(exporter, 'everything has failed that is to fail', (page) =>
    [...REFUSED, ...THROTTLED].every(({ name, operation }) =>
      factsOf(operation).every(({ fact }) => factUp(page, name, fact) === 0 && errors(page, name, fact) > 0),
    ),
  );
});

/** What the page says of the account, as if it were the same one. */
function lines({ name, accountId }: { name: string; accountId: string }): string[] {
  return linesAbout(failing, accountId).map((line) =>
    line.replaceAll(accountId, 'ID').replaceAll(`"${name}"`, '"NAME"'),
  );
}

describe.each(REFUSED)('$operation $when', (refused) => {
  const { operation, name, when } = refused;
  const failed = factsOf(operation);

  test('its facts are down for that reason, and no other fact is', () => {
    for (const { fact } of FURTHER) {
      expect(factUp(failing, name, fact)).toBe(failed.some((one) => one.fact === fact) ? 0 : 1);
    }
    expect(factUp(failing, name, 'credential-report')).toBe(1);
    for (const { fact } of failed) {
      const denied = `refresh_errors_total{account_name="${name}",fact="${fact}",reason="access_denied"}`;
      expect(ownValue(failing, denied)).toBe(errors(failing, name, fact));
    }
  });

  test('the page says all that the other facts know, and of these what was read before', () => {
    const gone = (line: string) => when === 'at first' && failed.some(({ families }) => families.test(line));
    const isFact = (line: string) => !/^aws_iam_(finding|check_findings)/.test(line);

    const said = lines(refused).filter(isFact);

    expect(said).toEqual(
      lines(HEALTHY)
        .filter(isFact)
        .filter((line) => !gone(line)),
    );
    expect(said.join('\n')).toContain('user="alice@example.com"');
  });

  test('a check without its fact is unknown, and every other one finds what it found', () => {
    const needing = checks.filter((check) => failed.some(({ fact }) => factsOfCheck(check).includes(fact)));
    const blind = when === 'at first' ? needing.filter(({ enabled }) => enabled) : [];
    const isBlind = (line: string) => blind.some(({ id }) => line.includes(`check="${id}"`));
    const judged = (all: string[]) => all.filter((line) => /^aws_iam_(finding|check_findings)/.test(line));

    expect(judged(lines(refused)).filter((line) => !isBlind(line))).toEqual(
      judged(lines(HEALTHY)).filter((line) => !isBlind(line)),
    );
    const counts = judged(lines(refused)).filter(isBlind);
    // Of each status one, and no finding.
    expect(counts).toHaveLength(3 * blind.length);
    for (const count of counts) expect(count).toMatch(/status="unknown"\} [1-9]|status="(open|exempt)"\} 0/);
  });

  test('the log names the fact, the reason and the permission, once', () => {
    const told = exporter.logs().filter(({ account, level }) => account === name && level === 'warn');

    // Facts that ask with the same operation are refused in any order.
    expect(told.map(({ fact, reason }) => `${String(fact)} ${String(reason)}`).sort()).toEqual(
      failed.map(({ fact }) => `${fact} access_denied`).sort(),
    );
    for (const { msg } of told) expect(msg).toContain(`not authorized to perform: iam:${operation}`);
  });
});

test.each(THROTTLED)('throttled for good: $operation', ({ operation, ...throttled }) => {
  for (const { fact } of factsOf(operation)) {
    const reason = `refresh_errors_total{account_name="${throttled.name}",fact="${fact}",reason="throttled"}`;
    expect(ownValue(failing, reason)).toBe(1);
  }
  expect(factUp(failing, throttled.name, 'credential-report')).toBe(1);
  expect(lines(throttled)).toEqual(lines(HEALTHY));
});

test('the log names no user', () => {
  expect(exporter.process.output).not.toMatch(/alice|deploy/);
});

/** Failed refreshes of a fact, for whatever reason. */
function errors(page: string, name: string, fact: string): number {
  const start = `iam_credential_exporter_refresh_errors_total{account_name="${name}",fact="${fact}",`;
  const counters = page.split('\n').filter((line) => line.startsWith(start));
  return counters.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}
