import { rootApiUsed } from '../../../../src/checks/catalogue/root-api-used.ts';
import { root } from '../../../support/model-values.ts';
import { holdsForEvents } from '../event-cases.ts';

holdsForEvents({ check: rootApiUsed, kind: 'root_api', subject: root() });
