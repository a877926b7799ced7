/** Environment variables that look like one of ours and are none: mostly a misspelling, by which a flag would stay as it is. */
import type { Environment } from '../model/environment.ts';
import { nearest } from './did-you-mean.ts';
import { environmentVariable, type FlagDeclaration, FLAGS, VARIABLE_PREFIX } from './flags.ts';

/** What Kubernetes sets for a Service whose name begins as the exporter's does. */
const OF_A_SERVICE = /_(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT|PORT_\d+_(?:TCP|UDP|SCTP)(?:_\w+)?)$/;

export function warnOfVariables(environment: Environment): string[] {
  const known = Object.values<FlagDeclaration>(FLAGS).map(environmentVariable);
  return Object.keys(environment)
    .filter((name) => name.startsWith(VARIABLE_PREFIX) && !known.includes(name) && !OF_A_SERVICE.test(name))
    .map((name) => {
      const rest = nearest(
        name.slice(VARIABLE_PREFIX.length),
        known.map((each) => each.slice(VARIABLE_PREFIX.length)),
      );
      const hint = rest === undefined ? '' : `: did you mean ${VARIABLE_PREFIX}${rest}?`;
      return `${name}: is no environment variable of the exporter${hint}`;
    });
}

/** Beside problems of a configuration file that a variable names: the file alone does not say where its name is from. */
export function namedByVariable(environment: Environment, file: string | undefined): string[] {
  const variable = environmentVariable(FLAGS.configFile);
  return file !== undefined && environment[variable] === file ? [`${variable} names the file ${file}`] : [];
}
