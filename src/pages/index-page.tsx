import { type Html, htmlDocument } from '../html/document.ts';

export function indexPage(telemetryPath: string, version: string): string {
  return htmlDocument(<IndexPage telemetryPath={telemetryPath} version={version} />);
}

function IndexPage({ telemetryPath, version }: { readonly telemetryPath: string; readonly version: string }): Html {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>IAM credential exporter</title>
      </head>
      <body>
        <h1>IAM credential exporter</h1>
        <p>Version {version}</p>
        <ul>
          <li>
            <a href={telemetryPath}>Metrics</a>
          </li>
          <li>
            <a href="/-/ready">Ready</a>
          </li>
          <li>
            <a href="/-/healthy">Healthy</a>
          </li>
        </ul>
      </body>
    </html>
  );
}
