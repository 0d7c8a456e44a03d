import { expect, test } from 'vitest';
import { clientAddressReader } from './client-address.ts';

const forwarded = (value: string) => new Headers({ 'x-forwarded-for': value });

test('without proxies that are believed, the other end of the connection asks, whatever it claims', () => {
  const addressOf = clientAddressReader([]);
  expect(addressOf('203.0.113.7', forwarded('198.51.100.1'))).toBe('203.0.113.7');
  expect(addressOf('::ffff:203.0.113.7', new Headers())).toBe('203.0.113.7');
});

test('behind proxies that are believed, the last address that none of them added asks', () => {
  const addressOf = clientAddressReader(['10.0.0.0/8', '2001:db8::1']);
  expect(addressOf('10.1.2.3', forwarded('1.1.1.1, 198.51.100.1, 10.9.9.9'))).toBe('198.51.100.1');
  expect(addressOf('2001:db8::1', forwarded('2001:db8::ff'))).toBe('2001:db8::ff');
  expect(addressOf('10.1.2.3', forwarded('nonsense'))).toBe('10.1.2.3');
  expect(addressOf('203.0.113.7', forwarded('198.51.100.1'))).toBe('203.0.113.7');
});
