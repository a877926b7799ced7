/** Why each production dependency is there: what it is for, and why nothing smaller does. Its room is in .dependency-cruiser.js. */
export const DEPENDENCY_REASONS: Readonly<Record<string, string>> = {
  '@aws-sdk/client-account':
    "Lists the regions that are on in an account, for `activity`. It is AWS's own client, and is loaded only then.",
  '@aws-sdk/client-athena': 'Asks a table of CloudTrail, for `activity`. It is loaded only then.',
  '@aws-sdk/client-cloudtrail':
    'Asks the event history, for the watch, `whose` and `activity`. It is loaded only then.',
  '@aws-sdk/client-cloudwatch-logs':
    'Reads the log group of a trail, for the watch and `activity`. It is loaded only then.',
  '@aws-sdk/client-iam':
    'Asks IAM for the report and the further facts. Without it the exporter would sign, retry and read the errors of AWS by code of its own.',
  '@aws-sdk/client-organizations': 'Lists the accounts of an organization, their units and tags.',
  '@aws-sdk/client-sts': 'Asks STS as whom the exporter asks AWS, and which account the id of a key is of.',
  '@aws-sdk/credential-providers':
    'Finds credentials as every program of AWS does: environment, profile, SSO, IRSA, EKS Pod Identity, instance role; and assumes roles.',
  '@smithy/core':
    "Keeps the session of a role for all clients of an account. It is the SDK's own function for that, and the SDK brings the package anyway.",
  'agent-base':
    'Chooses the proxy for each connection to AWS. Both agents for proxies are made of it, so that it adds nothing to them.',
  bcrypt:
    'Compares passwords with the hashes of `--web.config.file` in a thread. One in plain JavaScript would keep the event loop busy for the time of a hash. Its binaries for all platforms are most of its size.',
  commander:
    'Reads the command line and prints `--help` for each command. `parseArgs` of Node.js has neither commands nor help.',
  'csv-parse': 'Reads the report by RFC 4180, in pieces. Most of its size are copies for browsers and bundlers.',
  'csv-stringify': 'Writes the CSV of commands and evidence, with the quotes that CSV needs. Its size is copies too.',
  express: 'Routes, addresses and answers of HTTP. A router of our own would be one more place for holes.',
  'http-proxy-agent':
    'Reaches AWS through a proxy at plain HTTP addresses. The SDK and Node.js 20 follow no variables for proxies.',
  'https-proxy-agent': 'The same at HTTPS addresses, by CONNECT.',
  leven: 'Measures how far a misspelt key, flag or name is from a known one, for "did you mean".',
  'node-cache': 'Keeps facts with the time at which each is due.',
  'p-limit': 'Bounds how many calls, files and reports are under way at a time.',
  pino: 'Writes the log as JSON lines without holding up the event loop.',
  preact: 'Makes the elements that pages are written in (JSX). It escapes texts, which templates of strings forget.',
  'preact-render-to-string': 'Makes HTML of these elements. React, which does both, is larger.',
  'prom-client': "Gives the metrics of the process: processor, memory, the event loop, Node.js' garbage collection.",
  'proxy-from-env': 'Says which proxy the variables `HTTPS_PROXY` and `NO_PROXY` name for an address.',
  re2js:
    "Matches the patterns of users in linear time. In JavaScript's own engine one pattern can stop the exporter for hours.",
  yaml: 'Reads the configuration with the line of each key, for messages that name it.',
  zod: 'Validates the configuration, and makes its JSON schema of the same declaration. Most of its size are its sources, their tests and its words in other languages.',
};
