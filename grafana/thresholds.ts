/** What a colour means, the same on every board. No other file of this folder names one. */
import {
  MappingType,
  SpecialValueMatch,
  type Threshold,
  type ThresholdsConfig,
  ThresholdsMode,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { LARGEST_CLOCK_OFFSET } from '../alerts/exporter-guards.ts';
import { SEVERITIES, type Severity } from '../src/model/finding.ts';

export const COLOURS = {
  critical: 'red',
  warning: 'orange',
  info: 'blue',
  ok: 'green',
  /** A number that is neither good nor bad. */
  neutral: 'text',
  /** Nothing was read: never the colour of "fine". */
  noData: 'purple',
} as const;
export type Colour = keyof typeof COLOURS;

/** For what has an order and no limit, from the least to the most: lighter to darker, and none of the colours that mean something. */
export const RAMP = ['super-light-yellow', 'light-yellow', 'yellow', 'semi-dark-yellow', 'dark-yellow'] as const;

/** Below any number that is shown. */
const LOWEST = -1e9;

/** Thresholds begin with the colour of "no data", which Grafana also gives to a value that is not there. */
function steps(...values: readonly (readonly [from: number, colour: Colour])[]): ThresholdsConfig {
  const base: Threshold = { value: null, color: COLOURS.noData };
  return {
    mode: ThresholdsMode.Absolute,
    steps: [base, ...values.map(([value, colour]) => ({ value, color: COLOURS[colour] }))],
  };
}

export const NEUTRAL: ThresholdsConfig = {
  mode: ThresholdsMode.Absolute,
  steps: [{ value: null, color: COLOURS.neutral }],
};

/** None is good, one or more has the colour of its severity. */
export function none(otherwise: Colour): ThresholdsConfig {
  return steps([0, 'ok'], [1, otherwise]);
}

/** 1 is good, 0 has the colour of its alert's severity. */
export function good(otherwise: Severity): ThresholdsConfig {
  return steps([0, otherwise], [1, 'ok']);
}

/** A limit that an open finding exceeds. */
export const EXCEEDED = steps([LOWEST, 'warning']);

/** How old a report may get, in its refresh intervals: from here on the alert on stale reports fires. */
export const STALE_INTERVALS = 2;

/** Days until something ends, or since it did; from 14 days before on the alert fires. */
export const DAYS_LEFT = steps([LOWEST, 'warning'], [14, 'ok']);

/** Seconds by which two clocks are apart: from here on the alert fires. */
export const CLOCKS_APART = steps([0, 'neutral'], [LARGEST_CLOCK_OFFSET, 'warning']);

type Name = readonly [text: string, colour: Colour];

/** Names for 0, 1, and so on. */
export function names(...all: readonly Name[]): ValueMapping {
  return {
    type: MappingType.ValueToText,
    options: Object.fromEntries(
      all.map(([text, colour], index) => [String(index), { text, color: COLOURS[colour], index }]),
    ),
  };
}

export function zeroOrOne(zero: Name, one: Name): ValueMapping {
  return names(zero, one);
}

/** So that nobody has to ask whether a 0 is a missing number. */
export const ZERO_IS_NONE: ValueMapping = {
  type: MappingType.ValueToText,
  options: { '0': { text: 'none', color: COLOURS.ok, index: 0 } },
};

/** Below any number that is counted: for what is there and has no number. They are for `inWords` alone. */
export const NO_NUMBER = { none: -1, unknown: -2, onlyRoot: -3, noData: -4, off: -5 } as const;

/** What those say, without a colour: neither good nor bad. Only nothing at all has one. */
export function inWords(texts: Partial<Readonly<Record<keyof typeof NO_NUMBER, string>>>): ValueMapping {
  const entries = Object.entries(texts) as [keyof typeof NO_NUMBER, string][];
  const colour = (which: keyof typeof NO_NUMBER) => (which === 'noData' ? COLOURS.noData : COLOURS.neutral);
  return {
    type: MappingType.ValueToText,
    options: Object.fromEntries(
      entries.map(([which, text], index) => [String(NO_NUMBER[which]), { text, color: colour(which), index }]),
    ),
  };
}

/** Texts by what they look like: the colour of the first pattern that fits. */
export function byPattern(...all: readonly (readonly [pattern: string, colour: Colour])[]): ValueMapping[] {
  return all.map(([pattern, colour], index) => ({
    type: MappingType.RegexToText,
    options: { pattern, result: { color: COLOURS[colour], index } },
  }));
}

/** More is worse: a number with its sign, as a text. */
export const CHANGE = byPattern(['/^-/', 'ok'], ['/^[+]/', 'warning'], ['/^0$/', 'neutral'], ['/^no data/', 'noData']);

/** So many of so many are well: `298 of 300`. */
export const OF_ALL = byPattern(
  [String.raw`/^([\d,]+) of \1$/`, 'ok'],
  ['/ of /', 'warning'],
  ['/^no data/', 'noData'],
);

/** One day is not "1 days". */
export const ONE_DAY: ValueMapping = {
  type: MappingType.ValueToText,
  options: { '1': { text: '1 day', index: 0 } },
};

/** What stands in a cell that has no number. */
export function notANumber(text = '–'): ValueMapping {
  return {
    type: MappingType.SpecialValue,
    options: { match: SpecialValueMatch.NotANumber, result: { text, color: COLOURS.neutral, index: 0 } },
  };
}

/** @param writtenAs how the field spells a severity. */
export function severityColours(writtenAs: (severity: Severity) => string = (severity) => severity): ValueMapping {
  return {
    type: MappingType.ValueToText,
    options: Object.fromEntries(
      SEVERITIES.map((severity, index) => [writtenAs(severity), { text: severity, color: COLOURS[severity], index }]),
    ),
  };
}
