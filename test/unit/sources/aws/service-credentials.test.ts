import { expect, test } from '@jest/globals';
import { createServiceCredentialsSource } from '../../../../src/sources/aws/service-credentials.ts';
import { at } from '../../../support/model-values.ts';
import { describeFailures, describePages } from './fact-failures.ts';
import { fetchFact, startFake } from './fetch-fact.ts';

const CODE = 'codecommit.amazonaws.com';
const BEDROCK = 'bedrock.amazonaws.com';

test('a credential is read with its state, its creation and its expiry, if it expires', async () => {
  const CreateDate = new Date('2026-01-02T03:04:05Z');
  const ExpirationDate = new Date('2026-02-01T03:04:05Z');
  const fake = await startFake({
    serviceSpecificCredentials: [
      { UserName: 'ann', ServiceName: BEDROCK, CreateDate, ExpirationDate, Status: 'Expired' },
      { UserName: 'bob', ServiceName: CODE, CreateDate, Status: 'Inactive' },
      { UserName: 'eve', ServiceName: CODE, CreateDate, Status: 'Active' },
    ],
  });

  const { value, counted } = await fetchFact(createServiceCredentialsSource);

  const created = at('2026-01-02T03:04:05Z');
  const expiry = at('2026-02-01T03:04:05Z');
  expect(value).toEqual([
    { user: 'ann', service: BEDROCK, slot: '1', status: 'Expired', created, expiry },
    { user: 'bob', service: CODE, slot: '1', status: 'Inactive', created },
    { user: 'eve', service: CODE, slot: '1', status: 'Active', created },
  ]);
  expect(counted).toEqual(['ListServiceSpecificCredentials success']);
  expect(fake.requests[0]?.parameters).toMatchObject({ AllUsers: 'true' });
});

test.each(['UserName', 'ServiceName', 'CreateDate', 'Status'])(
  'a credential without its %s fails the fact, as without it nobody knows',
  async (member) => {
    const whole = { UserName: 'ann', ServiceName: CODE, CreateDate: new Date(0), Status: 'Active' } as const;
    await startFake({ serviceSpecificCredentials: [{ ...whole, [member]: undefined }] });

    const { value, failure } = await fetchFact(createServiceCredentialsSource);

    expect({ value, reason: failure?.reason }).toEqual({ reason: 'service' });
  },
);

test('slots count by the day of creation, within a user and a service', async () => {
  const made = (UserName: string, ServiceName: string, day: string) => ({
    UserName,
    ServiceName,
    CreateDate: new Date(`2026-${day}T00:00:00Z`),
  });
  await startFake({
    serviceSpecificCredentials: [
      made('ann', CODE, '03-01'),
      made('bob', CODE, '02-01'),
      made('ann', BEDROCK, '04-01'),
      made('ann', CODE, '01-01'),
      made('ann', CODE, '02-01'),
    ],
  });

  const { value = [] } = await fetchFact(createServiceCredentialsSource);

  expect(value.map(({ user, service, slot, created }) => [user, service, slot, created])).toEqual([
    ['ann', CODE, '1', at('2026-01-01T00:00:00Z')],
    ['bob', CODE, '1', at('2026-02-01T00:00:00Z')],
    ['ann', CODE, '2', at('2026-02-01T00:00:00Z')],
    ['ann', CODE, '3', at('2026-03-01T00:00:00Z')],
    ['ann', BEDROCK, '1', at('2026-04-01T00:00:00Z')],
  ]);
});

test('an account without such a credential has none', async () => {
  await startFake();

  expect((await fetchFact(createServiceCredentialsSource)).value).toEqual([]);
});

describeFailures(createServiceCredentialsSource, ['ListServiceSpecificCredentials']);
describePages(createServiceCredentialsSource, 'ListServiceSpecificCredentials', {
  serviceSpecificCredentials: ['ann', 'bob', 'ann'].map((UserName) => ({ UserName, ServiceName: CODE })),
});
