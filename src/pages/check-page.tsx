/** For the owner, who comes from a finding: what is wrong, why it matters and how to fix it, without leaving the exporter. */
import type { Html } from '../html/document.ts';
import { CIS_VERSIONS, type Check, type FixStep, numbersOf } from '../checks/check.ts';
import { checkPage as documentationOf } from '../model/documentation.ts';
import type { CheckRow } from '../views/checks.ts';
import { foundLink, judgedWords } from './checks-page.tsx';
import { page } from './parts/layout.tsx';
import { Properties } from './parts/properties.tsx';
import { SeverityLabel } from './parts/severity-label.tsx';
import type { Site } from './site.ts';

export function checkPage(site: Site, row: CheckRow): string {
  const { check, isOn, isOverridden, policy, sums, judgedAccounts } = row;
  return page({
    site,
    title: check.title,
    children: (
      <>
        <p>
          Open when <Words of={check.openWhen} />. <Words of={check.why} />
        </p>
        <section aria-labelledby="fix">
          <h2 id="fix">How to fix it</h2>
          <ol>
            {check.fix.map((step) => (
              <Step of={step} />
            ))}
          </ol>
        </section>
        <section aria-labelledby="held">
          <h2 id="held">In your policy</h2>
          <Properties
            of={[
              ['Id', <code>{check.id}</code>],
              ['State', isOn ? 'on' : 'off: turn it on under policy.checks in the configuration'],
              ['Severity', <SeverityLabel of={policy.severity} />],
              ...numbersOf(check).map(([name]) => [name, String(policy.values[name])] as const),
              ['Overrides', isOverridden ? 'some users or accounts have other settings' : undefined],
              ['Open', isOn ? foundLink(row, 'open') : undefined],
              ['Exempt', isOn ? foundLink(row, 'exempt') : undefined],
              ['Unknown', isOn && judgedAccounts > 0 ? sums.unknown : undefined],
              ['Accounts judged', isOn ? judgedWords(row, site) : undefined],
            ]}
          />
        </section>
        <section aria-labelledby="source">
          <h2 id="source">Where it comes from</h2>
          <Properties of={[...controlsOf(check), ['Security Hub', check.securityHub]]} />
          <p>
            <a href={check.documentation}>AWS on the subject</a>, and{' '}
            <a href={documentationOf(check.id)}>the documentation of the check</a>.
          </p>
        </section>
      </>
    ),
  });
}

function controlsOf({ cis }: Check): (readonly [string, string | undefined])[] {
  return CIS_VERSIONS.map((version) => [`CIS benchmark ${version}`, cis?.[version]]);
}

function Step({ of: { text, command } }: { readonly of: FixStep }): Html {
  return (
    <li>
      <Words of={text} />
      {command !== undefined && (
        <pre>
          <code>{command}</code>
        </pre>
      )}
    </li>
  );
}

/** A text of a declaration, with what stands in backticks as code. */
function Words({ of }: { readonly of: string }): Html {
  return <>{of.split('`').map((part, index) => (index % 2 === 0 ? part : <code>{part}</code>))}</>;
}
