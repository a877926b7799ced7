/** The kinds of facts that an account has; a closed list, as they are label values. */
export type FactName = 'credential-report';
