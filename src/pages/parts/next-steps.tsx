import type { Html } from '../../html/document.ts';
import { isRoot } from '../../model/facts/credential-report.ts';
import { shellWord } from '../../model/shell-word.ts';
import type { UserView } from '../../views/user.ts';
import { Day } from './moment.tsx';

/** The next step of the rotation of each access key, and the command that prints it with the ids of the keys. */
export function NextSteps({ view: { keys, name, account, judged } }: { readonly view: UserView }): Html {
  const isAsked = judged.assessment.facts.account.source === 'aws';
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">What to do about the access keys</h2>
      {keys.map(({ key: { slot, lastRotated }, step: { text, command } }) => (
        <>
          <h3>
            Access key {slot}
            {lastRotated !== undefined && (
              <>
                , made or last changed on <Day at={lastRotated} />
              </>
            )}
          </h3>
          <p>{text}</p>
          {command !== undefined && (
            <pre>
              <code>{command}</code>
            </pre>
          )}
        </>
      ))}
      <p class="aside">
        The report has no ids of keys. The next command lists them, each with the time at which it was made.
      </p>
      <pre>
        <code>aws iam list-access-keys{isRoot({ name }) ? '' : ` --user-name ${shellWord(name)}`}</code>
      </pre>
      {isAsked && (
        <>
          <p class="aside">
            With the configuration of the exporter, FILE, the next command asks AWS, and prints the ids and the same
            steps with them.
          </p>
          <pre>
            <code>
              iam-credential-exporter keys --config.file=FILE --account {shellWord(account.name)} --user{' '}
              {shellWord(name)}
            </code>
          </pre>
        </>
      )}
    </section>
  );
}
