/** The fake AWS for jest: closed after each test, also after one that failed or ran out of time. */
import { afterEach } from '@jest/globals';
import './native-errors.ts';
import { startFakeAws, type FakeAws, type FakeAwsOptions } from './server.ts';

const started: FakeAws[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((fake) => fake.close()));
});

export async function startFakeAwsForTest(options: FakeAwsOptions): Promise<FakeAws> {
  const fake = await startFakeAws(options);
  started.push(fake);
  return fake;
}
