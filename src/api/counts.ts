/** Counts of findings in entries that are no findings. */
import { type Field, NUMBER, objectType, ofPart } from '../fields/field.ts';
import { STATUS_FIELDS } from '../fields/finding-fields.ts';
import { type FindingStatus, SEVERITIES, type Severity } from '../model/finding.ts';
import type { ApiField } from './resource.ts';

type ByStatus = Readonly<Record<FindingStatus, number>>;
type BySeverity = Readonly<Record<Severity, number>>;

/** Help of the field `unknown` where it is not of one check. */
export const UNKNOWN_OF_ALL = 'Outcomes that are unknown, of all checks.';

/** `open`, `exempt` and `unknown`: left out where nobody knows. */
export function statusCounts<Of>(
  family: string,
  read: (of: Of) => ByStatus | undefined,
  help: Partial<Record<string, string>> = {},
): readonly ApiField<Of>[] {
  return STATUS_FIELDS.map(({ always: _always, ...field }) => {
    const part = (of: Of) => {
      const findings = read(of);
      return findings && { findings };
    };
    return { ...ofPart({ ...field, help: help[field.name] ?? field.help }, part), family };
  });
}

const BY_SEVERITY: readonly Field<BySeverity>[] = SEVERITIES.map((severity) => ({
  name: severity,
  type: NUMBER,
  always: true,
  help: `Those of the severity ${severity}.`,
  read: (open) => open[severity],
}));

export function openBySeverity<Of>(family: string, read: (of: Of) => BySeverity | undefined): ApiField<Of> {
  const help = 'Open findings by their severity.';
  return { name: 'open_by_severity', type: objectType(BY_SEVERITY), help, family, read };
}
