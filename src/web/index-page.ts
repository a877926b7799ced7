/** @param telemetryPath of characters that HTML does not know. */
export function indexPage(telemetryPath: string, version: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>IAM credential exporter</title></head>
<body>
<h1>IAM credential exporter</h1>
<p>Version ${version}</p>
<ul>
<li><a href="${telemetryPath}">Metrics</a></li>
<li><a href="/-/ready">Ready</a></li>
<li><a href="/-/healthy">Healthy</a></li>
</ul>
</body>
</html>
`;
}
