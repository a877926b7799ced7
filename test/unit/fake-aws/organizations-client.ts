/** Asks the fake's Organizations as the SDK does on the wire, down to the signature, which the fake does not verify. */
import { sessionCredentials } from '../../support/fake-aws/role-session.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';

export interface OrganizationsAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** @param accountId of the caller. Absent: the default account, with a long-term key. */
export async function askOrganizations(
  fake: FakeAws,
  operation: string,
  input: object = {},
  accountId?: string,
): Promise<OrganizationsAnswer> {
  const session = accountId === undefined ? undefined : sessionCredentials(accountId);
  const key = session?.accessKeyId ?? 'AKIAIOSFODNN7EXAMPLE';
  const response = await fetch(fake.url, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${key}/20240101/us-east-1/organizations/aws4_request, Signature=0`,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSOrganizationsV20161128.${operation}`,
      ...(session !== undefined && { 'x-amz-security-token': session.sessionToken }),
    },
    body: JSON.stringify(input),
  });
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
}
