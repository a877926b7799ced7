/** One stylesheet for all pages: readable on a phone and on paper, in the colours that the reader's system asks for. */
export const STYLESHEET = `:root {
  color-scheme: light dark;
  --ground: #fff;
  --raised: #f3f5f7;
  --text: #1b1f24;
  --soft: #56606b;
  --line: #c9d0d7;
  --link: #0b57b0;
  --critical: #a30f1e;
  --warning: #8a4b00;
  --info: #2b5c86;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14181d;
    --raised: #1f252c;
    --text: #e6eaee;
    --soft: #a5b0bb;
    --line: #3d4853;
    --link: #8ec2ff;
    --critical: #ff9a9f;
    --warning: #f3b95f;
    --info: #9cc9ee;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto;
  max-width: 100rem;
  padding: 0 1rem;
  background: var(--ground);
  color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif;
  overflow-wrap: break-word;
}
bdi, code, .failure { overflow-wrap: anywhere; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, button:focus-visible, input:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
main:focus { outline: none; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 1rem 0; }
h2 { font-size: 1.2rem; line-height: 1.25; margin: 2rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 0.25rem; }
p { margin: 0.5rem 0; max-width: 60rem; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; display: inline-block; padding: 0.5rem 0; }
header { display: flex; flex-wrap: wrap; gap: 0.25rem 2rem; align-items: baseline; border-bottom: 1px solid var(--line); padding: 0.5rem 0; }
header .product { margin: 0; font-weight: 600; }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; align-items: baseline; }
nav a, .actions a { display: inline-block; padding: 0.25rem 0; }
nav [aria-current] { color: var(--text); font-weight: 600; }
footer { display: flex; flex-wrap: wrap; gap: 0.25rem 2rem; margin-top: 2rem; border-top: 1px solid var(--line); padding: 0.5rem 0 1rem; color: var(--soft); }
footer p { margin: 0.25rem 0; }
.aside, .hint { color: var(--soft); font-size: 0.875rem; }
.sum { font-weight: 600; }
.notice, .problem { border-left: 0.25rem solid var(--info); background: var(--raised); padding: 0.5rem 0.75rem; }
.problem { border-color: var(--critical); }
.problem p, .problem ul { margin: 0; }
.failure { margin: 0; }
.failure strong { color: var(--critical); }
.severity { font-weight: 600; white-space: nowrap; }
.critical { color: var(--critical); }
.warning { color: var(--warning); }
.info { color: var(--info); }
summary { cursor: pointer; padding: 0.25rem 0; }
form { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: end; background: var(--raised); padding: 0.75rem; margin: 1rem 0; }
form p { margin: 0; }
.field label { display: block; }
fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0 0.75rem; align-items: center; min-height: 2.5rem; }
legend { padding: 0; }
input[type='text'] { font: inherit; width: 14rem; max-width: 100%; min-height: 2.5rem; padding: 0.25rem 0.5rem; color: var(--text); background: var(--ground); border: 1px solid var(--soft); border-radius: 0.25rem; }
input[type='checkbox'] { width: 1.1rem; height: 1.1rem; vertical-align: text-bottom; }
button { font: inherit; min-height: 2.5rem; padding: 0.25rem 1rem; color: var(--ground); background: var(--link); border: 1px solid var(--link); border-radius: 0.25rem; cursor: pointer; }
.hint { flex-basis: 100%; order: 1; }
table { border-collapse: collapse; width: 100%; margin: 0.75rem 0; }
caption { text-align: left; color: var(--soft); padding: 0.25rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 1rem 0.4rem 0; border-bottom: 1px solid var(--line); }
tbody th { font-weight: 400; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
dl { margin: 0.5rem 0; }
dl div { display: grid; grid-template-columns: 14rem 1fr; gap: 0 1rem; padding: 0.25rem 0; border-bottom: 1px solid var(--line); }
dt { color: var(--soft); }
dd { margin: 0; }
code, pre { font: 0.9rem/1.4 ui-monospace, monospace; }
pre { margin: 0.25rem 0; padding: 0.5rem 0.75rem; background: var(--raised); white-space: pre-wrap; }
.pager { margin: 0.75rem 0; }
.pager span { color: var(--soft); }
.pager p { margin: 0; }
@media (max-width: 45rem) {
  table, thead, tbody, tr, th, td, caption { display: block; }
  thead tr { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline; }
  thead th { border: 0; padding: 0.25rem 0; }
  thead th:not(:has(a)) { position: absolute; left: -100rem; }
  tbody tr { border: 1px solid var(--line); border-radius: 0.25rem; margin: 0.5rem 0; padding: 0.25rem 0.75rem; }
  tbody th, tbody td { display: grid; grid-template-columns: 7.5rem 1fr; gap: 0 0.5rem; padding: 0.2rem 0; border: 0; }
  tbody .number { text-align: left; }
  tbody th::before, tbody td::before { content: attr(data-title); color: var(--soft); }
  tbody td:empty { display: none; }
  dl div { grid-template-columns: 1fr; }
  input[type='text'], .field { width: 100%; }
}
@media print {
  :root { --ground: #fff; --raised: #fff; --text: #000; --soft: #333; --line: #999; --link: #000; --critical: #000; --warning: #000; --info: #000; }
  body { max-width: none; padding: 0; font-size: 0.8rem; }
  nav, form, .filters, .skip { display: none; }
  a { text-decoration: none; }
  thead { display: table-header-group; }
  tr, dl div { break-inside: avoid; }
}
`;
