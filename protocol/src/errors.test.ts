import { expect, test } from 'vitest';
import { errors, SupError } from './errors.ts';

test('every row says what happened, in a sentence, and what the client does', () => {
  for (const [code, row] of Object.entries(errors)) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(row.text, code).toMatch(/^[A-Z].*\.$/);
    expect(row.client, code).toMatch(/^[A-Z].*\.$/);
    expect(row.http, code).toBeGreaterThanOrEqual(400);
  }
});

test('close codes are unique and in the ranges that browsers let through', () => {
  const codes = Object.values(errors).flatMap((row) => row.close ?? []);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes)
    expect(code === 1003 || code === 1009 || (code >= 4000 && code < 5000)).toBe(true);
});

test('an expected failure carries its row', () => {
  const error = new SupError('rate-limited', { retryAfterMs: 5 });
  expect(error.row.http).toBe(429);
  expect(error.details.retryAfterMs).toBe(5);
  expect(error.message).toBe(errors['rate-limited'].text);
});
