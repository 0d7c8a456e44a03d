import type { OutgoingAsk } from '../../ports/outgoing.ts';
import type { Target } from './target.ts';
import { packings } from './unpack.ts';

/** A request on the wire. Headers that could end a line are a bug of whoever made them. */
export function requestBytes(
  target: Target,
  { method, headers = {}, body }: Pick<OutgoingAsk, 'method' | 'headers' | 'body'>,
): Uint8Array {
  const payload = Buffer.from(body ?? '');
  const all = {
    'user-agent': 'Sup',
    accept: '*/*',
    ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    host: target.url.host,
    connection: 'close',
    'accept-encoding': packings,
    ...(body !== undefined && { 'content-length': String(payload.length) }),
  };
  const lines = Object.entries(all).map(([name, value]) => headerLine(name, value));
  const head = `${method} ${target.url.pathname}${target.url.search} HTTP/1.1\r\n${lines.join('')}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), payload]);
}

function headerLine(name: string, value: string): string {
  if (!/^[0-9a-z-]+$/.test(name) || !/^[ -~]*$/.test(value) || name === 'transfer-encoding')
    throw new RangeError(`the header ${name} cannot be sent`);
  return `${name}: ${value}\r\n`;
}
