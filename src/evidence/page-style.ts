/** Without quotes, ampersands and angle brackets, which the text of an element escapes. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --line: #8886; --soft: #8882; }
html { background: Canvas; color: CanvasText; }
body { font: 10pt/1.4 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.2; break-after: avoid; }
h2 { margin-top: 2.5rem; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0 1rem; }
caption { text-align: left; font-weight: bold; padding: 0.5rem 0; }
th, td { border: 1px solid var(--line); padding: 0.2rem 0.4rem; text-align: left; vertical-align: top; }
thead th { background: var(--soft); }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr.open td { font-weight: bold; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1rem; }
dt { font-weight: bold; }
dd { margin: 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
@page { size: A4; margin: 15mm 12mm; }
@media print {
  :root { color-scheme: light; }
  body { font-size: 8.5pt; margin: 0; max-width: none; padding: 0; }
  th, td { padding: 0.1rem 0.25rem; }
  thead { display: table-header-group; }
  tr, dl { break-inside: avoid; }
  .wide { overflow: visible; }
  a { color: inherit; text-decoration: none; }
}
`;
