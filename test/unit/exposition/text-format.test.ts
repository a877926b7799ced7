import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import client, { type RegistryContentType } from 'prom-client';
import { CONTENT_TYPES, type Format, header, labelText, sampleLines } from '../../../src/exposition/text-format.ts';
import type { Sample } from '../../../src/metrics/family.ts';
import { anyCharacter } from '../../support/arbitrary-text.ts';

type Type = 'gauge' | 'counter';

const FORMATS: [Type, Format][] = [
  ['gauge', 'text'],
  ['gauge', 'openmetrics'],
  ['counter', 'text'],
  ['counter', 'openmetrics'],
];
const HELP = 'What it is, in seconds.';

/** @param names the first `identifying` of them belong to the subject, the others to the family. */
function ours(type: Type, format: Format, names: string[], identifying: number, samples: Sample[]): string {
  const family = { name: nameOf(type), type, help: HELP, labels: names.slice(identifying) };
  const lines = samples.map(({ labels, value }) => {
    const identity = labelText(
      names.slice(0, identifying).map((name, index) => ({ name, of: () => labels[index] ?? '' })),
      undefined,
    );
    return sampleLines(
      family,
      identity,
      identifying === names.length ? value : [{ labels: labels.slice(identifying), value }],
    );
  });
  return header(family, format) + lines.join('');
}

async function asPromClientWrites(type: Type, format: Format, names: string[], samples: Sample[]): Promise<string> {
  const registry: client.Registry<RegistryContentType> = new client.Registry();
  registry.setContentType(
    format === 'text' ? client.Registry.PROMETHEUS_CONTENT_TYPE : client.Registry.OPENMETRICS_CONTENT_TYPE,
  );
  const options = { name: nameOf(type), help: HELP, labelNames: names, registers: [registry] };
  const labelled = samples.map(({ labels, value }) => ({
    labels: Object.fromEntries(names.map((name, index) => [name, labels[index] ?? ''])),
    value,
  }));
  if (type === 'gauge') {
    const gauge = new client.Gauge(options);
    for (const { labels, value } of labelled) gauge.set(labels, value);
  } else {
    const counter = new client.Counter(options);
    for (const { labels, value } of labelled) counter.inc(labels, value);
  }
  return (await registry.metrics()).replace(/# EOF\n$/, '');
}

function nameOf(type: Type): string {
  return type === 'gauge' ? 'aws_iam_something' : 'aws_iam_something_total';
}

const labelValue = fc.oneof(
  fc.string({ unit: anyCharacter }),
  fc.string({ unit: fc.constantFrom('\\', '"', '\n', '\r', '\t', ',', '}', '=', 'n', 'é', '漢', '😀', ' ') }),
);
const count = fc.oneof(
  fc.nat(),
  fc.maxSafeNat(),
  fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, 0.1 + 0.2, 1795334400, 1e21, 5e-324),
);

describe.each(FORMATS)('the lines of a %s in the format %s are those of prom-client', (type, format) => {
  const value = type === 'counter' ? count : fc.tuple(count, fc.constantFrom(1, -1)).map(([n, sign]) => n * sign);

  test('whatever is in the labels and however large the value is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(labelValue, { maxLength: 4 }),
        fc.nat(4),
        value,
        async (values, identifying, number) => {
          const names = ['account_id', 'user', 'arn', 'path'].slice(0, values.length);
          const samples = [{ labels: values, value: number }];

          expect(ours(type, format, names, Math.min(identifying, names.length), samples)).toBe(
            await asPromClientWrites(type, format, names, samples),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  test('for many series', async () => {
    const samples = Array.from({ length: 50 }, (_, index) => ({
      labels: ['111122223333', `user "${index}"`, index % 2 === 0 ? '' : 'C:\\'],
      value: index / 4,
    }));

    expect(ours(type, format, ['account_id', 'user', 'path'], 2, samples)).toBe(
      await asPromClientWrites(type, format, ['account_id', 'user', 'path'], samples),
    );
  });
});

test('the content types are those of prom-client', () => {
  expect(CONTENT_TYPES).toEqual({
    text: client.Registry.PROMETHEUS_CONTENT_TYPE,
    openmetrics: client.Registry.OPENMETRICS_CONTENT_TYPE,
  });
});

test('a family without samples for a subject has no lines', () => {
  expect(sampleLines({ name: 'aws_iam_something', labels: ['kind'] }, 'user="alice"', [])).toBe('');
});
