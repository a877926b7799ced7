/** Where access keys of the sample were last used: services, and the regions of each partition. Data only. */

export const REGIONS = {
  aws: ['us-east-1', 'us-west-2', 'eu-central-1', 'eu-west-1', 'ap-southeast-2'],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-us-gov': ['us-gov-east-1', 'us-gov-west-1'],
  'aws-eusc': ['eusc-de-east-1'],
} as const;

export type Partition = keyof typeof REGIONS;

/** Services with regions. S3 has none: its region is `N/A` in the report although the date is there. */
export const REGIONAL_SERVICES = [
  'cloudformation',
  'dynamodb',
  'ec2',
  'ecr',
  'kms',
  'lambda',
  'logs',
  'monitoring',
  'secretsmanager',
  'ses',
  'sqs',
  'sts',
] as const;
