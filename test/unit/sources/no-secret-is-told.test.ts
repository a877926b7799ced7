/**
 * Whatever a source meets, and wherever a secret stands in it: neither the log line of the failure nor its message, which `check`
 * prints, holds it, and of what parsers and systems repeat not even a piece.
 */
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import '../../support/fake-aws/native-errors.ts';
import { createLog } from '../../../src/cli/log.ts';
import { factRequest } from '../../support/fact-request.ts';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { asFailure } from '../../../src/refresh/failures.ts';
import { logFailure } from '../../../src/refresh/refresh-log.ts';
import type { Task } from '../../../src/refresh/task.ts';
import { toRefreshFailure } from '../../../src/sources/aws/aws-failure.ts';
import { toChainFailure } from '../../../src/sources/aws/chain-failure.ts';
import type { Link } from '../../../src/sources/aws/chain-links.ts';
import { createReportFileSource } from '../../../src/sources/report-file.ts';
import { arbitrarySecret, piecesOf } from '../../support/arbitrary-secrets.ts';
import { setAwsEnvironment } from '../../support/aws-environment.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import { reportCsv } from '../../support/report-csv.ts';
import { ACCOUNT, fetchReport } from './aws/fetch-report.ts';

beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => void jest.restoreAllMocks());

/** All that is told of what a source threw. */
function toldOf(error: unknown): string {
  const lines: string[] = [];
  const log = createLog({ logLevel: 'debug', logFormat: 'json' }, { write: (line: string) => lines.push(line) });
  const task = { account: ACCOUNT, fact: 'credential-report', logged: {} } as unknown as Task;
  logFailure(log, task, asFailure(error));
  return lines.join('') + asFailure(error).message;
}

function pieceOf(secret: string, told: string): string | undefined {
  return piecesOf(secret).find((piece) => told.includes(piece));
}

function thrownBy(throws: () => unknown): unknown {
  try {
    throws();
  } catch (error) {
    return error;
  }
  return new Error('nothing was thrown');
}

const text = fc.stringMatching(/^[ -~]{0,30}$/);

/** A secret somewhere in the answer of an endpoint or of a program, the answer cut anywhere or nowhere. */
const answer = fc
  .tuple(arbitrarySecret, text, text, fc.nat(3), fc.option(fc.nat(120), { nil: undefined }))
  .map(([secret, before, after, form, length]) => {
    const forms = [
      `{"AccessKeyId":"x","SecretAccessKey":"${secret}","Token":"${secret}"}`,
      `<html><head><title>${before}</title></head><body>${secret}</body></html>`,
      `${before}${secret}${after}`,
      `[default]\naws_secret_access_key = ${secret}`,
    ];
    return { secret, body: forms[form]?.slice(0, length) ?? '' };
  });

const LINKS: readonly Link[] = [
  'shared config files',
  'credential_process',
  'SSO',
  'aws login',
  'web identity token',
  'container endpoint',
  'instance metadata',
];

describe('of what the credential chain throws', () => {
  const errors: Record<string, (secret: string, body: string) => unknown> = {
    'an answer that is not JSON': (_secret, body) => thrownBy(() => JSON.parse(`${body}}`)),
    'an error with the answer': (_secret, body) => new Error(`Command failed: ${body}`),
    'an error with another name': (secret, body) => Object.assign(new Error(body), { name: `Broken ${secret}` }),
    'a fault of the program': (_secret, body) => Object.assign(new TypeError(body), { code: 'ERR_INVALID_ARG_VALUE' }),
    'an error of a file': (secret, body) =>
      Object.assign(new Error(`ENOENT: ${body}`), { code: 'ENOENT', path: `/x/${secret}` }),
    'an error of the network': (secret, body) =>
      Object.assign(new Error(`getaddrinfo ENOTFOUND ${body}`), { code: 'ENOTFOUND', hostname: `u:${secret}@proxy` }),
    'no error at all': (_secret, body) => body,
  };

  test.each(Object.entries(errors))('no piece is told: %s', (_what, make) => {
    fc.assert(
      fc.property(answer, fc.constantFrom(...LINKS), ({ secret, body }, link) => {
        const failure = toChainFailure(make(secret, body), {
          asked: [{ link, said: [body, secret] }],
          outcome: () => undefined,
          now: 0,
          environment: { AWS_PROFILE: secret, AWS_CONTAINER_CREDENTIALS_FULL_URI: body },
        });

        expect(pieceOf(secret, toldOf(failure))).toBeUndefined();
        expect(failure.reason).not.toBe('internal');
        expect(failure.message).toContain(link);
      }),
    );
  });

  test.each(Object.entries(errors))('nor where it is thrown elsewhere: %s', (_what, make) => {
    fc.assert(
      fc.property(answer, ({ secret, body }) => {
        expect(pieceOf(secret, toldOf(toRefreshFailure(make(secret, body), 0)))).toBeUndefined();
      }),
    );
  });
});

test('of an answer of AWS no piece is told, wherever it stands, but in what must be the code of an error or the caller', async () => {
  const fake = await startFakeAwsForTest({ accounts: [{ accountId: '111122223333', csv: reportCsv('111122223333') }] });
  setAwsEnvironment(fake.url);
  const status = fc.constantFrom(200, 400, 401, 403, 404, 418, 500, 503);
  const error = fc.tuple(arbitrarySecret, fc.nat(4)).map(([secret, place]) => {
    const at = (here: number, otherwise: string): string => (here === place ? secret : otherwise);
    const message = `User: arn:aws:iam::111122223333:user/caller is not authorized to perform: iam:Get because ${at(0, 'no')}`;
    const code = at(1, 'AccessDenied');
    const rest = `<Message>${message}</Message><hostname>${at(2, 'x')}</hostname><code>${at(3, 'x')}</code><name>${at(4, 'x')}</name>`;
    const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code>${rest}</Error><RequestId>1</RequestId></ErrorResponse>`;
    return { secret, body };
  });

  await fc.assert(
    fc.asyncProperty(fc.oneof(answer, error), status, async ({ secret, body }, status) => {
      fake.always('*', '*', { kind: 'html', status, body });

      const { error } = await fetchReport();

      expect(error).toBeInstanceOf(RefreshFailure);
      expect(pieceOf(secret, toldOf(error))).toBeUndefined();
    }),
    { numRuns: 60 },
  );
}, 30_000);

test('of a path no whole secret is told', async () => {
  await fc.assert(
    fc.asyncProperty(arbitrarySecret, async (secret) => {
      const reportFile = `/nowhere/${secret}/report.csv`;
      const source = createReportFileSource(
        { source: 'file', name: 'x', owner: '', staleAfter: 1, reportFile },
        { clock: { now: () => 0, sleep: () => Promise.resolve() }, inFilePlace: (_file, work) => work() },
      );
      const error = await source.fetch(factRequest()).catch((error: unknown) => error);

      expect(toldOf(error)).toContain('cannot read the report file');
      expect(toldOf(error)).not.toContain(secret);
    }),
    // Of a thousand secret keys one looks like the names of folders around it.
    { seed: 1 },
  );
});
