import path from 'node:path';
import { type Exporter, startExporter } from './exporter-process.ts';
import { KNOWN_ACCOUNT, knownReport, reportFile } from './known-report.ts';

/** An exporter that has all that the API can show: findings, one that an exemption covers, and an account that cannot be read. */
export async function startApiExporter(): Promise<Exporter> {
  const csv = knownReport(Date.now());
  const files = await Promise.all(
    [KNOWN_ACCOUNT, '444455556666'].map((id) => reportFile(csv.replaceAll(KNOWN_ACCOUNT, id))),
  );
  const [production = '', sandbox = ''] = files;
  const exporter = await startExporter({
    config: {
      accounts: [
        { name: 'production', reportFile: production, owner: 'payments' },
        { name: 'sandbox', reportFile: sandbox },
        { name: 'missing', reportFile: path.join(path.dirname(sandbox), 'missing.csv') },
      ],
      exemptions: [
        {
          name: 'deploy',
          users: ['deploy'],
          checks: ['access-key-not-rotated'],
          reason: 'SEC-1',
          expires: '2099-12-31',
        },
      ],
    },
  });
  await exporter.metrics('aws_iam_finding{account_id="444455556666"');
  return exporter;
}
