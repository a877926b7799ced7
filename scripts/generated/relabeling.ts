/** A relabelling rule as the Prometheus Operator takes it, which is no part of Kubernetes itself. */
import { z } from 'zod';

const ACTIONS = [
  'Replace',
  'Keep',
  'Drop',
  'HashMod',
  'LabelMap',
  'LabelDrop',
  'LabelKeep',
  'Lowercase',
  'Uppercase',
  'KeepEqual',
  'DropEqual',
];

export const relabeling = z
  .strictObject({
    // The operator takes both.
    action: z.enum(ACTIONS.flatMap((action) => [action.toLowerCase(), action])),
    modulus: z.int().min(1),
    regex: z.string(),
    replacement: z.string(),
    separator: z.string(),
    sourceLabels: z.array(z.string()),
    targetLabel: z.string(),
  })
  .partial();
