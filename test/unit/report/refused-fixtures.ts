/** The hand-made reports in test/fixtures/reports that are refused as a whole, and what is said about them. */
export const REFUSED_FIXTURES = {
  'missing-required-column.csv': 'the header lacks mfa_active: take the report as AWS gives it',
  'cut-off-in-last-row.csv': 'the report is cut off in line 5: the row has too few fields',
  'cut-off-in-last-cell.csv': 'the report is cut off in line 5: cert_2_last_rotated is cut off',
  'header-only.csv': 'the report has no row, so it does not say which account it is of',
  'empty.csv': 'the report is empty',
  'html-instead-of-report.html':
    'the text is a page of HTML, as a proxy or a login gives it, and not the report as AWS gives it, which comes by ' +
    '`aws iam get-credential-report --query Content --output text | base64 --decode > report.csv`',
};
