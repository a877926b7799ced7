import type { Html } from '../html/document.ts';

const LIMITS = [
  'The report of an account is as old as it says: AWS makes a new one every four hours at most. What was changed after it does not show.',
  'The time of a report from a file is the time of the file, unless the configuration states it: a copy of an old file looks new. time_from in accounts.csv says from where the time is known.',
  'Ages of access keys and passwords are counted up to the moment at which this evidence was made, in whole days. Idle time and missing MFA are of the moment of the report.',
  'The checks judge users, root and settings of the account. They do not judge roles, what policies allow, or federated people.',
  'Unknown is no pass: AWS did not give a value, or it could not be read.',
  'Partly covered means that the check is not all that the control asks for. A pass in it is no proof that the control passes.',
  'SHA256SUMS shows that files were changed after it was made. It does not show who made them: keep it in a place that others cannot write to.',
];

export function LimitsSection(): Html {
  return (
    <section>
      <h2>Limits of this evidence</h2>
      <ul>
        {LIMITS.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
    </section>
  );
}
