import type { IAMClient } from '@aws-sdk/client-iam';

/** Something to put into the middleware stack of the SDK's clients. */
export type ClientPlugin = Parameters<IAMClient['middlewareStack']['use']>[0];
