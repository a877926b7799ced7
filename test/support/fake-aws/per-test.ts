/** The fake AWS for jest: closed after each test, also after one that failed or ran out of time. */
import { afterEach } from '@jest/globals';
import './native-errors.ts';
import { startFakeAws, type FakeAws, type FakeAwsOptions } from './server.ts';

// The SDK's notice on the end of Node.js 20 would fill the output of the tests.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const started: FakeAws[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((fake) => fake.close()));
});

export async function startFakeAwsForTest(options: FakeAwsOptions): Promise<FakeAws> {
  const fake = await startFakeAws(options);
  started.push(fake);
  return fake;
}
