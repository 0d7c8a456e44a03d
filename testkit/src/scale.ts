/**
 * How much a test does: little in `npm test`, the full count in `npm run test:long`. It is the same test either way.
 */
export const isLongRun = process.env.TEST_LONG === '1';

/** The count for this run, for example `shortOrLong(5, 50)` kills. */
export const shortOrLong = (short: number, long: number): number => (isLongRun ? long : short);

/** A count that whoever runs the tests wants for one of them: `TEST_WALKS=420`. */
export function countFrom(name: string): number | undefined {
  const text = process.env[name];
  return text === undefined ? undefined : Number(text);
}
