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
  why: 'Whoever stops a trail does not want to be seen. The event history, which the exporter reads, goes on for 90 days, and alarms on the trail fall silent.',
  documentation: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
  columns: ['user'],
  needs: ['activity'],
  fix: [
    {
      text: 'See who did it. Trails are also changed by DeleteTrail, UpdateTrail and PutEventSelectors, in the region of the trail.',
      command:
        'aws cloudtrail lookup-events --region us-east-1 --lookup-attributes AttributeKey=EventName,AttributeValue=StopLogging',
    },
    { text: 'If that was not meant: start it again.', command: 'aws cloudtrail start-logging --name TRAIL' },
    { text: 'See what else happened since: the event history has it, one region at a time.' },
  ],
  parameters: WITHIN_HOURS,
  evaluate: (_report, { withinHours }, { facts: { activity } }) => [
    judgeEvents(undefined, activity, { kinds: ['trail_stopped'], withinHours }),
  ],
});
