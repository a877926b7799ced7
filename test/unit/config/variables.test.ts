import { expect, test } from '@jest/globals';
import { namedByVariable, warnOfVariables } from '../../../src/config/variables.ts';

test('a variable with the prefix of ours that is none of them is told, with the one that is meant', () => {
  const environment = {
    IAM_CREDENTIAL_EXPORTER_CONFIGFILE: 'x',
    IAM_CREDENTIAL_EXPORTER_CONCURRENCY_OF_CALLS: '3',
    IAM_CREDENTIAL_EXPORTER_LOG_LEVEL: 'info',
    AWS_REGION: 'us-east-1',
  };

  expect(warnOfVariables(environment)).toEqual([
    'IAM_CREDENTIAL_EXPORTER_CONFIGFILE: is no environment variable of the exporter: did you mean IAM_CREDENTIAL_EXPORTER_CONFIG_FILE?',
    'IAM_CREDENTIAL_EXPORTER_CONCURRENCY_OF_CALLS: is no environment variable of the exporter',
  ]);
});

test('what Kubernetes sets for a Service is not told', () => {
  const names = ['SERVICE_HOST', 'SERVICE_PORT', 'SERVICE_PORT_HTTP', 'PORT', 'PORT_10063_TCP', 'PORT_10063_TCP_ADDR'];
  const environment = Object.fromEntries(
    names
      .flatMap((name) => [`IAM_CREDENTIAL_EXPORTER_${name}`, `IAM_CREDENTIAL_EXPORTER_METRICS_${name}`])
      .map((name) => [name, 'x']),
  );

  expect(warnOfVariables(environment)).toEqual([]);
});

test('the variable that names the configuration file is told beside its problems', () => {
  const environment = { IAM_CREDENTIAL_EXPORTER_CONFIG_FILE: '/nonexistent' };

  expect(namedByVariable(environment, '/nonexistent')).toEqual([
    'IAM_CREDENTIAL_EXPORTER_CONFIG_FILE names the file /nonexistent',
  ]);
  expect(namedByVariable(environment, 'other.yaml')).toEqual([]);
});
