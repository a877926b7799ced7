import { expect, test } from '@jest/globals';
import { createUserTagsSource } from '../../../../src/sources/aws/user-tags.ts';
import { describeFailures, describePages } from './fact-failures.ts';
import { fetchFact, startFake } from './fetch-fact.ts';

test('every user has its tags, or none', async () => {
  const fake = await startFake({
    users: [
      {
        UserName: 'ann@example.com',
        Tags: [
          { Key: 'Owner', Value: 'R&D <core>' },
          { Key: 'empty', Value: '' },
        ],
      },
      { UserName: 'bob', Path: '/ci/' },
    ],
  });

  const { value, counted } = await fetchFact(createUserTagsSource);

  expect(value).toEqual(
    new Map([
      [
        'ann@example.com',
        new Map([
          ['Owner', 'R&D <core>'],
          ['empty', ''],
        ]),
      ],
      ['bob', new Map()],
    ]),
  );
  expect(counted).toEqual(['GetAccountAuthorizationDetails success']);
  // Groups, roles and policies are of no use, and may be thousands.
  expect(fake.requests[0]?.parameters).toMatchObject({ 'Filter.member.1': 'User', MaxItems: '1000' });
});

test('an account without users has none', async () => {
  await startFake({ users: [] });

  expect((await fetchFact(createUserTagsSource)).value).toEqual(new Map());
});

describeFailures(createUserTagsSource, ['GetAccountAuthorizationDetails']);
describePages(createUserTagsSource, 'GetAccountAuthorizationDetails', {
  users: ['ann', 'bob', 'eve'].map((UserName) => ({
    UserName,
    Tags: [{ Key: 'owner', Value: `owner of ${UserName}` }],
  })),
});
