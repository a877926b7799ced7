import { defineCheck } from '../check.ts';
import { judgeEvents, WITHIN_HOURS } from '../judgements/events.ts';

export const trailStopped = defineCheck({
  id: 'trail-stopped',
  subject: 'account',
  title: 'Trail stopped',
  severity: 'warning',
  enabled: true,
  openWhen:
    'somebody stopped or deleted a trail of CloudTrail within `withinHours`, or set it to record fewer events. Of trails in regions that the exporter does not watch it knows nothing',
  why: 'An intruder who stops a trail does not want to be seen. The event history goes on and keeps 90 days, but alarms on the trail fall silent.',
  documentation: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
  columns: ['user'],
  needs: ['activity'],
  fix: [
    {
      text: 'See who did it. CloudTrail records it in the region of the trail, so the command asks every region that the account has enabled.',
      command:
        'iam-credential-exporter activity --config.file=FILE --account ACCOUNT --event StopLogging --event DeleteTrail --event UpdateTrail --event PutEventSelectors --since 2d',
    },
    { text: 'If that was not meant: start it again.', command: 'aws cloudtrail start-logging --name TRAIL' },
    { text: 'See what else happened since: the event history has it.' },
  ],
  parameters: WITHIN_HOURS,
  evaluate: (_report, { withinHours }, { facts: { activity } }) => [
    judgeEvents(undefined, activity, { kinds: ['trail_stopped'], withinHours }),
  ],
});
