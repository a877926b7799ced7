/** docs/checks.md tells of every check what it takes to understand, mend and accept what it finds. */
import { describe, expect, it } from '@jest/globals';
import { checksPage } from '../../../scripts/generated/checks-page.ts';
import { checks } from '../../../src/checks/catalogue.ts';
import { factsOf, numbersOf } from '../../../src/checks/check.ts';
import { goodConfig, problemsOf } from '../config/read.ts';

const page = checksPage();

describe.each(checks.map((check) => ({ id: check.id, check })))('$id', ({ id, check }) => {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${id}\n`)) ?? '';

  it('says what it is, when it is open, why that matters, and where it comes from', () => {
    const { title, openWhen, why, securityHub, documentation, cis = {} } = check;
    const parts = [title, openWhen, why, documentation, ...Object.values(cis), ...(securityHub ? [securityHub] : [])];
    expect(parts.filter((part) => !section.includes(part))).toEqual([]);
  });

  it('says each number with its default, and what it reads', () => {
    const numbers = numbersOf(check).map(
      ([name, { default: value, help }]) => `\`${name}\`: ${help}. Default ${value}.`,
    );
    const columns = check.columns.map((column) => `\`${column}\``);
    expect([...numbers, ...columns].filter((part) => !section.includes(part))).toEqual([]);
  });

  it('says which facts it needs, with a line of configuration that turns each of them on', () => {
    for (const fact of factsOf(check)) {
      const [, line = ''] = new RegExp(`\`${fact}\`: \`(facts: [^\`]*)\``).exec(section) ?? [];
      expect(goodConfig(line).facts[fact].enabled).toBe(true);
    }
  });

  it('says step by step how to mend it', () => {
    const steps = check.fix.flatMap(({ text, command }) => [text, ...(command === undefined ? [] : [command])]);
    let place = 0;
    for (const step of steps) {
      place = section.indexOf(step, place);
      expect({ step, isThere: place >= 0 }).toEqual({ step, isThere: true });
      place += step.length;
    }
  });

  it('shows an exemption of it that the configuration takes', () => {
    const [, yaml = ''] = /```yaml\n([^]*?)```/.exec(section) ?? [];
    expect(yaml).toContain(`checks: [${id}]`);
    expect(problemsOf(yaml.replace('YEAR-MONTH-DAY', '2027-03-31'))).toEqual([]);
  });
});
