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

/** Every mapping below the top that may have the key, as `policy.checks` or `accounts[]`. */
export function keyPlaces(schema: z.ZodType, key: string, place = ''): string[] {
  const here = unwrapped(schema);
  if (here instanceof z.ZodArray) return keyPlaces(here.element as z.ZodType, key, `${place}[]`);
  if (!(here instanceof z.ZodObject)) return [];
  return Object.entries(here.shape as Record<string, z.ZodType>).flatMap(([name, value]) => [
    ...(name === key && place !== '' ? [place] : []),
    ...keyPlaces(value, key, place === '' ? name : `${place}.${name}`),
  ]);
}

function unwrapped(schema: z.ZodType): z.ZodType {
  // What a preprocessing makes of the value.
  if (schema instanceof z.ZodPipe) return unwrapped(schema.out as z.ZodType);
  const isWrapper =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return isWrapper ? unwrapped(schema.unwrap() as z.ZodType) : schema;
}
