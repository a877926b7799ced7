import { type Children, type Html, htmlDocument } from '../../html/document.ts';
import { ADDRESSES } from '../addresses.ts';
import type { Site } from '../site.ts';
import { Moment } from './moment.tsx';

export interface LayoutProps {
  readonly site: Site;
  /** Its heading, and how a tab of the browser names it. */
  readonly title: string;
  /** The heading itself where it is more than a text. */
  readonly heading?: Children;
  /** Address of the section that it is. Absent: it is none of them. */
  readonly current?: string;
  readonly children: Children;
}

const SECTIONS: readonly (readonly [title: string, address: string])[] = [
  ['Accounts', ADDRESSES.accounts],
  ['Findings', ADDRESSES.findings],
  ['Checks', ADDRESSES.checks],
  ['Exemptions', ADDRESSES.exemptions],
  ['Keys', ADDRESSES.keys],
  ['Configuration', ADDRESSES.config],
];

/** The whole document. */
export function page(props: LayoutProps): string {
  return htmlDocument(<Layout {...props} />);
}

function Layout({ site, title, heading = title, current, children }: LayoutProps): Html {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} – IAM credential exporter`}</title>
        <link rel="stylesheet" href={ADDRESSES.stylesheet} />
      </head>
      <body>
        <a class="skip" href="#main">
          Go to the content
        </a>
        <header>
          <p class="product">IAM credential exporter</p>
          <nav aria-label="Pages">
            {SECTIONS.map(([name, address]) => (
              <a href={address} {...(address === current && { 'aria-current': 'page' })}>
                {name}
              </a>
            ))}
          </nav>
        </header>
        <main id="main" tabindex={-1}>
          <h1>{heading}</h1>
          <Waiting site={site} />
          {children}
        </main>
        <Footer site={site} />
      </body>
    </html>
  );
}

/** "Nothing found" is said only of what was looked at. */
function Waiting({ site: { accounts, unread, moment } }: { readonly site: Site }): Html | null {
  if (moment !== undefined && unread === 0) return null;
  if (unread === accounts && accounts > 0) {
    return (
      <p class="notice">
        No account has been read since the start: the exporter waits for the first report of{' '}
        {accounts === 1 ? 'its account' : `its ${accounts} accounts`}. <a href={ADDRESSES.accounts}>Accounts</a> says
        how far each one is.
      </p>
    );
  }
  if (unread > 0) {
    return (
      <p class="notice">
        {unread} of {accounts} accounts {unread === 1 ? 'has' : 'have'} no report yet: their findings are unknown.
      </p>
    );
  }
  return <p class="notice">The exporter has just started, and has not looked at any account yet.</p>;
}

function Footer({ site: { version, telemetryPath, moment, now } }: { readonly site: Site }): Html {
  return (
    <footer>
      <p>
        Version {version}.{' '}
        {moment !== undefined && (
          <>
            The policy was applied <Moment at={moment} now={now} />.
          </>
        )}
      </p>
      <nav aria-label="For programs">
        <a href={telemetryPath}>Metrics</a> <a href="/-/ready">Ready</a> <a href="/-/healthy">Healthy</a>
      </nav>
    </footer>
  );
}
