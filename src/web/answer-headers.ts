function policy(forms: string): string {
  return `default-src 'none'; base-uri 'none'; form-action ${forms}; frame-ancestors 'none'`;
}

/**
 * On every answer, whatever it is. No browser shall guess what a text is, run or load anything because of a page, show one within
 * another, or keep one: a page holds the names of users.
 */
export const ANSWER_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': policy("'none'"),
  'Cache-Control': 'no-store',
} as const;

/** A page has a stylesheet and forms that ask for a page, and no script: one that gets into it by a name would not run. */
export const PAGE_POLICY = `${policy("'self'")}; style-src 'self'`;
