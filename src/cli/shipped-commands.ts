/** The words of the commands that print or write what ships with the program. They need no configuration. */
import type { Command } from 'commander';

export type ShippedCommand =
  | { readonly command: 'rules'; readonly identityLabels: readonly string[] }
  /** One board, or all of them; absent `output` prints it. */
  | { readonly command: 'dashboards'; readonly board: string | undefined; readonly output: string | undefined }
  | { readonly command: 'schema' };

export function addShippedCommands(program: Command, choose: (command: ShippedCommand) => void): void {
  program
    .command('rules')
    .description('Print the recording and alerting rules, a file for rule_files of Prometheus.')
    .allowExcessArguments(false)
    .option(
      '--identity-label <name>',
      'A label of the targets that tells clusters apart, where one Prometheus sees several. May be given more than once.',
      (label: string, labels: readonly string[]) => [...labels, label],
      [],
    )
    .action(({ identityLabel }: { identityLabel: readonly string[] }) => {
      choose({ command: 'rules', identityLabels: identityLabel });
    });
  program
    .command('dashboards [board]')
    .description('Print a Grafana dashboard as JSON, or write them to a folder.')
    .allowExcessArguments(false)
    .option('--output <folder>', 'Write the dashboard, or all of them, to this folder.')
    .action((board: string | undefined, { output }: { output?: string }) => {
      choose({ command: 'dashboards', board, output });
    });
  program
    .command('schema')
    .description('Print the JSON schema of the configuration, for editors.')
    .allowExcessArguments(false)
    .action(() => choose({ command: 'schema' }));
}
