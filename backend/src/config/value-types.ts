import { isIP } from 'node:net';
import * as z from 'zod';

/*
 * How the text of a setting becomes a value. These say only yes or no: the sentence a person reads is made from
 * the words in the settings table, so that the table, the error and the documentation never disagree.
 */

/** A whole number within both limits. */
export function wholeNumber(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .refine((value) => value >= min && value <= max);
}

/** `on` or `off`. */
export const onOff = z.enum(['on', 'off']).transform((word) => word === 'on');

/** A host name or address to listen on: no scheme, no port. */
export const host = z.string().refine((text) => isIP(text) !== 0 || /^[a-zA-Z0-9._-]+$/.test(text));

/** An address people type, reduced to scheme, host and port. */
export const publicUrl = z
  .string()
  .refine((text) => originOf(text) !== undefined)
  .transform((text) => originOf(text) ?? text);

/** An address of a PostgreSQL database. */
export const postgresUrl = z.string().refine((text) => {
  const url = URL.parse(text);
  return url !== null && ['postgres:', 'postgresql:'].includes(url.protocol) && url.pathname.length > 1;
});

/** Origins separated by commas. */
export const originList = listOf((text) => originOf(text) !== undefined).transform((items) =>
  items.map((item) => originOf(item) ?? item),
);

/** Addresses and networks in CIDR form, separated by commas. */
export const networkList = listOf(isNetwork);

/** Host names, addresses and networks in CIDR form, separated by commas. */
export const hostList = listOf((text) => isNetwork(text) || /^[a-zA-Z][a-zA-Z0-9._-]*$/.test(text));

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128);
}

function listOf(accepts: (item: string) => boolean) {
  return z
    .string()
    .transform((text) => text.split(',').flatMap((item) => item.trim() || []))
    .refine((items) => items.every(accepts));
}

/** The origin an http or https address stands for, or undefined when it says more than an origin can. */
function originOf(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol)) return undefined;
  const saysMore = url.pathname !== '/' || url.search || url.hash || url.username || url.password;
  return saysMore || text.endsWith('?') || text.endsWith('#') ? undefined : url.origin;
}
