import { trailStopped } from '../../../../src/checks/catalogue/trail-stopped.ts';
import { holdsForEvents } from '../event-cases.ts';

holdsForEvents({ check: trailStopped, kind: 'trail_stopped', subject: 'account' });
