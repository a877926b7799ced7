/** The commands of this program that it prints for people to run. */
const PROGRAM = 'iam-credential-exporter';

/** How the damage of these keys is contained. */
export function askWhose(...keyIds: readonly string[]): string {
  return `${PROGRAM} whose --leaked ${keyIds.join(' ')}`;
}

/** What was done with a key. */
export function askActivity(keyId: string, ...options: readonly string[]): string {
  return [`${PROGRAM} activity --key ${keyId}`, ...options].join(' ');
}
