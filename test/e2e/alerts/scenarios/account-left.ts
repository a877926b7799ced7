/**
 * An account that leaves the configuration may leave by mistake: by a file that was cut, an entry that was lost, or the credentials of
 * another account. Its findings go on for half an hour, and it may come back.
 */
import {
  configured,
  exporter,
  exporterWith,
  firesThroughout,
  nothing,
  POD_1,
  POD_2,
  PRODUCTION,
  report,
  type Scenario,
} from '../scenario.ts';
import { ALERT, count, COUNTED, FIRING, oldKey, STAGING } from './old-key.ts';

const LOST = 'AwsIamAccountLost';
const { labels: LABELS } = FIRING;

export const accountLeftScenarios: readonly Scenario[] = [
  {
    name: 'holds for half an hour when the account is taken out of the configuration, and then ends',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...exporterWith(POD_1, STAGING, '1x120'),
      ...oldKey(POD_1, '1x60 stale'),
      ...exporterWith({ ...POD_2, job: 'another' }, PRODUCTION, '1x120'),
    },
    expect: [firesThroughout(ALERT, '1h29m', 75, LABELS), nothing(ALERT, '1h35m'), nothing(ALERT, '2h')],
  },
  {
    name: 'holds when an empty configuration replaces the whole one, and goes on when that is mended within half an hour',
    series: {
      ...exporter(POD_1, '1x180'),
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...oldKey(POD_1, '1x60 stale'),
      // The one account of a file without content.
      ...configured(POD_1, { account_name: 'default' }, '_x61 0x18 stale'),
      // With a restart, so that the exporter has to read it anew.
      ...configured(POD_2, PRODUCTION, '_x80 0x100'),
      ...report(POD_2, PRODUCTION, '_x86 1x94'),
      ...oldKey(POD_2, '_x86 1x94'),
    },
    expect: [firesThroughout(ALERT, '3h', 166, LABELS), nothing(LOST, '3h')],
  },
  {
    name: 'holds for half an hour from the restart that took the account out, however long the exporter was gone before',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...oldKey(POD_1, '1x60 stale'),
      ...exporter(POD_2, '_x125 1x55'),
      ...configured(POD_2, STAGING, '_x125 0x55'),
      ...exporterWith({ ...POD_1, job: 'another' }, PRODUCTION, '1x180'),
    },
    expect: [firesThroughout(ALERT, '2h34m', 140, LABELS), nothing(ALERT, '2h37m'), nothing(ALERT, '3h')],
  },
  {
    name: 'holds for half an hour when the name of the account is given to another one, and the other one was read',
    series: {
      ...exporter(POD_1, '1x120'),
      ...configured(POD_1, PRODUCTION, '0x120'),
      ...report(POD_1, PRODUCTION, '1x60 stale'),
      ...oldKey(POD_1, '1x60 stale'),
      ...report(POD_1, { ...STAGING, account_name: PRODUCTION.account_name }, '_x65 1x55'),
    },
    expect: [firesThroughout(ALERT, '1h33m', 79, LABELS), nothing(ALERT, '1h40m'), nothing(ALERT, '2h')],
  },
  {
    name: 'goes on when the exporter had the credentials of another account for some minutes',
    series: {
      ...exporter(POD_1, '1x180'),
      ...configured(POD_1, PRODUCTION, '0x180'),
      ...report(POD_1, PRODUCTION, '1x60 stale _x20 1x98'),
      ...oldKey(POD_1, '1x60 stale _x20 1x98'),
      ...report(POD_1, { ...STAGING, account_name: PRODUCTION.account_name }, '_x61 1x20 stale'),
    },
    expect: [firesThroughout(ALERT, '3h', 166, LABELS)],
  },
  {
    name: 'holds a count for half an hour when the account is taken out of the configuration, and then ends it',
    series: {
      ...exporterWith(POD_1, STAGING, '1x120'),
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...exporterWith(POD_2, STAGING, '1x120'),
      ...count('open', '3x60 stale'),
    },
    expect: [firesThroughout(ALERT, '1h29m', 75, COUNTED), nothing(ALERT, '1h35m'), nothing(ALERT, '2h')],
  },
];
