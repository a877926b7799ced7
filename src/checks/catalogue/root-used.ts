import { type LastUsed, type User } from '../../model/facts/credential-report.ts';
import { days, defineCheck, PASS, UNKNOWN } from '../check.ts';
import { judgeRecent } from '../judgements/recent.ts';

export const rootUsed = defineCheck({
  id: 'root-used',
  subject: 'root',
  title: 'Root used',
  severity: 'critical',
  enabled: true,
  openWhen: "root's password or access key was used within `withinDays` before the report was made",
  why: 'Few tasks need root. A use that nobody planned is a break-in until somebody shows that it is not.',
  cis: { '1.4': '1.7', '5.0': '1.6', '6.0': '2.6', '7.0': '2.7' },
  controls: [
    {
      title: 'Root is not used for daily and administrative tasks',
      difference:
        'The report says when root was last used, and not for what: open is any use within the day before the report, and an older one passes',
    },
  ],
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
  columns: ['password_enabled', 'password_last_used', 'access_key_N_last_used_date'],
  openByOne: true,
  fix: [
    {
      text: 'See what was done. The command answers for one region: repeat it for each region that you use, or search your trail. Sign-ins as root are in us-east-1.',
      command:
        'aws cloudtrail lookup-events --region us-east-1 --lookup-attributes AttributeKey=Username,AttributeValue=root',
    },
    {
      text: 'Ask the people who can sign in as root. If none of them did, it is an incident: change the password, and delete root keys.',
    },
    { text: 'Do the task with a role next time.' },
  ],
  limit: days('withinDays', 1, 'For how many days a use stays a finding', 1),
  evaluate: (user, { withinDays }, context) => {
    const uses = usesOf(user);
    const latest = Math.max(...uses.filter((use) => typeof use === 'number'));
    const outcome = Number.isFinite(latest) ? judgeRecent(latest, withinDays, context) : PASS;
    if (outcome.status !== 'pass') return [outcome];
    return uses.includes(undefined) ? [UNKNOWN] : [PASS];
  },
});

/** An old use of a password that is gone still counts, but nothing is missing where none is told. */
function usesOf({ password, accessKeys }: User): (LastUsed | undefined)[] {
  const keys = accessKeys.map(({ lastUsed }) => lastUsed);
  return password.enabled === false && password.lastUsed === undefined ? keys : [password.lastUsed, ...keys];
}
