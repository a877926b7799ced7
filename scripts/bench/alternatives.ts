/** The ways not taken, at 50,000 users. They have no limit: they are what the exporter's own ways are compared with. */
import { type FakeAws, startFakeAws } from '../../test/support/fake-aws/server.ts';
import type { Alternatives } from './alternatives-process.ts';
import type { Compared } from './compared.ts';
import type { Figure } from './figure.ts';
import { reportOf } from './reports.ts';
import { runProcess } from './run-process.ts';

const ACCOUNT_ID = '444455556666';

export async function measureAlternatives({ own }: Compared<string>): Promise<Figure[]> {
  const accounts = [{ accountId: ACCOUNT_ID, csv: reportOf(50_000, ACCOUNT_ID), generatedTime: Date.now() }];
  await using aws: FakeAws = await startFakeAws({ accounts });
  const { promClient, plainAnswerStall } = await runProcess<Alternatives>(own, 'alternatives-process.ts', [], aws.url);
  return [
    {
      what: 'not done: 50,000 users formatted by prom-client, against csv-parse alone on the same text',
      limit: '',
      measured: `${promClient.toFixed(1)} times`,
      held: true,
    },
    {
      what: "not done: longest event-loop stall when the SDK's XML parser reads the report of 50,000 users as it comes",
      limit: '',
      measured: `${plainAnswerStall.toFixed(0)} ms`,
      held: true,
    },
  ];
}
