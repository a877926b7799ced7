import {
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  type GetCredentialReportCommandOutput,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { backoff } from '../../model/backoff.ts';
import type { FactSource, FetchedReport } from '../../model/fact-source.ts';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import { isNoReport } from './aws-failure.ts';
import { contentApart } from './content-apart.ts';
import { patiently, wait, type Waiting } from './patience.ts';

/** A report takes seconds for a few users, and minutes for thousands. */
const POLL = { first: 500, max: 20_000 };

/**
 * The credential report of the account that the client's credentials are of.
 *
 * Get comes first, and Generate only when there is no report or it is too old: a report younger than 4 hours is handed out again
 * anyway, and several exporters then share one. Only the word in `State` tells how far AWS is.
 * Source: IAM API reference, GenerateCredentialReport and GetCredentialReport.
 */
export function createCredentialReportSource(client: IAMClient, waiting: Waiting): FactSource<FetchedReport> {
  return {
    async fetch({ newerThan, reportSizeLimit, signal }) {
      const kept = await get(reportSizeLimit, signal);
      if (kept !== undefined && kept.generatedTime >= newerThan) return kept;
      for (let attempt = 1; ; attempt += 1) {
        if (await generate(signal)) {
          // It can be missing all the same: expired just now, or already being made anew.
          const made = await get(reportSizeLimit, signal);
          if (made !== undefined) return made;
        }
        await wait(waiting, backoff(attempt, POLL, waiting.random), signal);
      }
    },
  };

  /** The report at hand, if there is one. */
  async function get(sizeLimit: number, signal: AbortSignal): Promise<FetchedReport | undefined> {
    return patiently(
      async () => {
        try {
          const command = new GetCredentialReportCommand();
          command.middlewareStack.use(contentApart(sizeLimit));
          return readAnswer(await client.send(command, { abortSignal: signal }));
        } catch (error) {
          if (isNoReport(error)) return undefined;
          throw error;
        }
      },
      waiting,
      signal,
    );
  }

  /** Asks for a report, which is also how to ask whether it is there. */
  async function generate(signal: AbortSignal): Promise<boolean> {
    const send = () => client.send(new GenerateCredentialReportCommand(), { abortSignal: signal });
    const { State } = await patiently(send, waiting, signal);
    return State === 'COMPLETE';
  }
}

function readAnswer({ Content, GeneratedTime }: GetCredentialReportCommandOutput): FetchedReport {
  if (Content === undefined || GeneratedTime === undefined) {
    throw new RefreshFailure('service', 'AWS answered GetCredentialReport without a report');
  }
  return { csv: Content, generatedTime: Math.floor(GeneratedTime.getTime() / 1000) };
}
