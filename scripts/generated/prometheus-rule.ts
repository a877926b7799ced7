/** A rule of somebody's own as a PrometheusRule has it, which is no part of Kubernetes itself. */
import { z } from 'zod';
import { duration, optionalDuration } from './prometheus-duration.ts';

export const labelName = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/);

/** Prometheus' own templates in them stay as they are. */
export const ruleAnnotations = z.record(labelName, z.string()).optional();

export const extraRule = z.strictObject({
  alert: z.string().min(1).optional(),
  record: z
    .string()
    .regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/)
    .optional(),
  expr: z.string().min(1),
  for: optionalDuration.optional(),
  keep_firing_for: duration.optional(),
  labels: z.record(labelName, z.string()).optional(),
  annotations: ruleAnnotations,
});
