import { rootPasswordRecovery } from '../../../../src/checks/catalogue/root-password-recovery.ts';
import { root } from '../../../support/model-values.ts';
import { holdsForEvents } from '../event-cases.ts';

holdsForEvents({ check: rootPasswordRecovery, kind: 'root_password_recovery_requested', subject: root() });
