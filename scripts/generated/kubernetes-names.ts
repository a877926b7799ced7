/**
 * Names, label keys and label values as the API server takes them: it refuses the whole object for one that is wrong. No pattern looks ahead,
 * since Helm compiles them with Go.
 */
import { z } from 'zod';

const DNS_LABEL = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
const PART = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const DNS_SUBDOMAIN = `${PART}(\\.${PART})*`;
const QUALIFIED = '[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';
const LABEL_VALUE = `(${QUALIFIED})?`;

/** Of a namespace, a container, a volume. */
export const dnsLabel = whole(DNS_LABEL);
/** Empty where there is none. */
export const optionalDnsLabel = whole(`(${DNS_LABEL})?`);
/** Of nearly everything else: a Secret, a ServiceAccount, a claim. */
export const objectName = whole(DNS_SUBDOMAIN).max(253);
export const optionalObjectName = whole(`(${DNS_SUBDOMAIN})?`).max(253);

/** What a label may be called: `team`, `example.org/team`. */
export const labelKey = whole(`(${DNS_SUBDOMAIN}/)?${QUALIFIED}`);
/** Of an annotation's domain Kubernetes takes capitals too. */
export const annotationKey = whole(`(${DNS_SUBDOMAIN.replaceAll('a-z', 'A-Za-z')}/)?${QUALIFIED}`);
export const labelValue = whole(LABEL_VALUE);
/** Or a template of Helm, of which only the result can be judged. */
export const labelValueOrTemplate = z.string().regex(new RegExp(`^${LABEL_VALUE}$|\\{\\{`));

/** Of an entry of a ConfigMap or Secret: the name of a file that is neither `.` nor begins with `..`. */
export const dataKey = whole('\\.?[-_a-zA-Z0-9][-._a-zA-Z0-9]*').max(253);

/** Of an environment variable. Kubernetes takes more only from 1.32 on. */
export const variableName = whole('[-._a-zA-Z][-._a-zA-Z0-9]*');

function whole(pattern: string) {
  return z.string().regex(new RegExp(`^${pattern}$`));
}
