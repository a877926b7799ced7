/** Which keys a place of the configuration file may have. */
import { z } from 'zod';
import type { Keys } from './key-path.ts';

/** Empty where the place is no mapping. */
export function knownKeys(schema: z.ZodType, [key, ...deeper]: Keys): string[] {
  const place = unwrapped(schema);
  if (place instanceof z.ZodArray) return knownKeys(place.element as z.ZodType, key === undefined ? [] : deeper);
  if (!(place instanceof z.ZodObject)) return [];
  const shape = place.shape as Record<string, z.ZodType>;
  if (key === undefined) return Object.keys(shape);
  const next = shape[String(key)];
  return next === undefined ? [] : knownKeys(next, deeper);
}

function unwrapped(schema: z.ZodType): z.ZodType {
  const isWrapper =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return isWrapper ? unwrapped(schema.unwrap() as z.ZodType) : schema;
}
