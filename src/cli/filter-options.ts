/** The options that choose accounts and users, for all commands that have them. */
import { FILTERS } from '../config/filters.ts';
import type { OptionDeclaration } from './option.ts';

const { account, owner, user } = FILTERS;
export const FILTER_OPTIONS = { account, owner, user } as const satisfies Record<string, OptionDeclaration>;
