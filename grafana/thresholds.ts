/** What a colour means, the same on every board. No other file of this folder names one. */
import {
  MappingType,
  SpecialValueMatch,
  type Threshold,
  type ThresholdsConfig,
  ThresholdsMode,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
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

/** Age of a report as a share of its refresh interval; from 2 on the alert on stale reports fires. */
export const REPORT_AGE = steps([0, 'ok'], [2, 'warning']);

/** Less is better: a change in the number of findings. */
export const CHANGE = steps([LOWEST, 'ok'], [0, 'neutral'], [1, 'warning']);

/** Days until something ends, or since it did; from 14 days before on the alert fires. */
export const DAYS_LEFT = steps([LOWEST, 'warning'], [14, 'ok']);

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
export const NO_NUMBER = { none: -1, unknown: -2, onlyRoot: -3 } as const;

/** What those say, without a colour: neither good nor bad. */
export function inWords(texts: Partial<Readonly<Record<keyof typeof NO_NUMBER, string>>>): ValueMapping {
  const entries = Object.entries(texts) as [keyof typeof NO_NUMBER, string][];
  return {
    type: MappingType.ValueToText,
    options: Object.fromEntries(
      entries.map(([which, text], index) => [String(NO_NUMBER[which]), { text, color: COLOURS.neutral, index }]),
    ),
  };
}

/** What stands in a row that has no number. */
export const NOT_A_NUMBER: ValueMapping = {
  type: MappingType.SpecialValue,
  options: { match: SpecialValueMatch.NotANumber, result: { text: '–', color: COLOURS.neutral, index: 0 } },
};

/** Names for ranges of numbers, one for each severity. */
export function severityOf(range: (severity: Severity) => readonly [from: number, to: number]): ValueMapping[] {
  return SEVERITIES.map((severity, index) => {
    const [from, to] = range(severity);
    const result = { text: severity, color: COLOURS[severity], index };
    return { type: MappingType.RangeToText, options: { from, to: to - 1, result } };
  });
}

export const SEVERITY_COLOURS: ValueMapping = {
  type: MappingType.ValueToText,
  options: Object.fromEntries(
    SEVERITIES.map((severity, index) => [severity, { text: severity, color: COLOURS[severity], index }]),
  ),
};
