import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { api } from './api/index.ts';
import { down } from './down/index.ts';
import { errors } from './errors.ts';
import { results, up } from './up/index.ts';
import { version } from './version.ts';

/** The hash of the wire of each version that was ever released. */
const hashes: Record<number, string> = { 1: '9352b1d5c0b60379' };

test('the wire does not change without a new version', () => {
  const shape = (schema: z.ZodMiniType | undefined): unknown =>
    schema && z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const shapes = (table: Readonly<Record<string, z.ZodMiniType>>): unknown =>
    Object.entries(table).map(([name, schema]) => [name, shape(schema)]);
  const routes = Object.values(api).flatMap((group) =>
    Object.values(group).map((route) => [
      route.method,
      route.path,
      route.policy,
      shape(route.params),
      shape(route.query),
      shape(route.body),
      shape(route.answer),
    ]),
  );
  const codes = Object.entries(errors).map(([code, row]) => [code, row.retry, row.http, row.close]);
  const wire = JSON.stringify([shapes(up), shapes(results), shapes(down), routes, codes]);
  const hash = createHash('sha256').update(wire).digest('hex').slice(0, 16);
  expect(
    hash,
    `The wire has changed. If version ${version} was released, raise it in version.ts, say in SPEC.md what changed, and add the new hash here; else put the new hash in the place of the old one.`,
  ).toBe(hashes[version]);
});
