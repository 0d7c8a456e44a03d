import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files below a directory that hold a text, as their names. */
export function filesWith(directory: string, text: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text));
}
