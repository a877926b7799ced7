/** The documents that `iam-policy` prints where the configuration has an organization. */
export const POLICY_DOCUMENTS = ['exporter', 'member-role', 'member-trust', 'reader-role', 'reader-trust'] as const;
export type PolicyDocumentName = (typeof POLICY_DOCUMENTS)[number];
