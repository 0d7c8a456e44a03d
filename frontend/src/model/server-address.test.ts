import { expect, it } from 'vitest';
import { serverAddressOf } from './server-address';

it('is https unless it is at home or said otherwise', () => {
  expect(serverAddressOf(' chat.example.org/ ')).toBe('https://chat.example.org');
  expect(serverAddressOf('192.168.1.5:4000')).toBe('http://192.168.1.5:4000');
  expect(serverAddressOf('localhost:4000')).toBe('http://localhost:4000');
  expect(serverAddressOf('http://chat.example.org')).toBe('http://chat.example.org');
});

it('is the origin alone, whatever page of it was copied', () => {
  expect(serverAddressOf('https://chat.example.org/r/1?x=2')).toBe('https://chat.example.org');
});

it('is nothing when it cannot be an address', () => {
  for (const text of ['', '  ', 'not an address', 'https://']) expect(serverAddressOf(text)).toBeUndefined();
});
