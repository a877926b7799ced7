/** Durations by the pattern that the Prometheus Operator has for them, with units from large to small: `1d12h`. */
import { z } from 'zod';

const UNITS = ['y', 'w', 'd', 'h', 'm', 's', 'ms'].map((unit) => `(([0-9]+)${unit})?`).join('');

/** The empty text stands for "not set". */
export const optionalDuration = z.string().regex(new RegExp(`^(0|${UNITS})$`));
export const duration = optionalDuration.min(1);
