import { signInWithoutMfa } from '../../../../src/checks/catalogue/sign-in-without-mfa.ts';
import { alice, holdsForEvents } from '../event-cases.ts';

holdsForEvents({ check: signInWithoutMfa, kind: 'sign_in_without_mfa', subject: alice });
