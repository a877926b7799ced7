/** Where people read the documentation: alerts, boards and `check` link there. */
export const DOCUMENTATION = 'https://github.com/iam-credential-exporter/iam-credential-exporter/blob/main/docs';

/** What the check means, and how to fix what it finds. @param id of the check. */
export function checkPage(id: string): string {
  return `${DOCUMENTATION}/checks.md#${id}`;
}
