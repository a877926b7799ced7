import { afterEach } from '@jest/globals';

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };

const before = { ...process.env };

afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, before);
});

/** Points the SDK's default chain at one endpoint, and away from the settings of the machine; undone after the test. */
export function setAwsEnvironment(endpoint: string, variables: Readonly<Record<string, string>> = CREDENTIALS): void {
  const names = Object.keys(process.env).filter((name) => name.startsWith('AWS_') || name === 'NODE_EXTRA_CA_CERTS');
  for (const name of names) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...variables,
  });
}
