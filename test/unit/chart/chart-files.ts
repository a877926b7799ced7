/** The chart's files, as they lie there. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const FOLDER = path.resolve(import.meta.dirname, '../../../helm/iam-credential-exporter');

export function chartFile(relative: string): string {
  return readFileSync(path.join(FOLDER, relative), 'utf8');
}

/** Paths from the chart's folder on, of everything below one of its folders. */
export function chartFilesIn(folder: string): string[] {
  const entries = readdirSync(path.join(FOLDER, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(FOLDER, path.join(entry.parentPath, entry.name)));
}

/** The paths of everything in a YAML file that is no mapping with something in it: `image.tag`. */
export function valuePaths(yaml: string): string[] {
  return pathsIn(parse(yaml), '');
}

function pathsIn(value: unknown, prefix: string): string[] {
  const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = isMapping ? Object.entries(value) : [];
  if (entries.length === 0) return prefix === '' ? [] : [prefix];
  return entries.flatMap(([key, child]) => pathsIn(child, prefix === '' ? key : `${prefix}.${key}`));
}
