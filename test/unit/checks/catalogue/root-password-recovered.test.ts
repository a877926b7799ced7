import { rootPasswordRecovered } from '../../../../src/checks/catalogue/root-password-recovered.ts';
import { root } from '../../../support/model-values.ts';
import { holdsForEvents } from '../event-cases.ts';

holdsForEvents({ check: rootPasswordRecovered, kind: 'root_password_recovery_completed', subject: root() });
