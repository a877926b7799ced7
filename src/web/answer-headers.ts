/**
 * On every answer, whatever it is. No browser shall guess what a text is, run or load anything because of a page, show one within
 * another, or keep one: a page holds the names of users.
 */
export const ANSWER_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
} as const;
