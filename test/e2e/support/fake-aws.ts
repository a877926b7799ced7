/** The fake AWS for end-to-end tests: closed after the tests of the file, whatever they did. */
import { afterAll } from '@jest/globals';
import { type FakeAws, type FakeAwsOptions, startFakeAws } from '../../support/fake-aws/server.ts';

const started: FakeAws[] = [];

afterAll(async () => {
  await Promise.all(started.map((fake) => fake.close()));
});

export async function startFake(options: FakeAwsOptions): Promise<FakeAws> {
  const fake = await startFakeAws(options);
  started.push(fake);
  return fake;
}
