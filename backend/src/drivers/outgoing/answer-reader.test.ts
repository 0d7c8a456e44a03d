import { describe, expect, test } from 'vitest';
import { OutgoingError } from '../../ports/outgoing.ts';
import { AnswerReader, type RawAnswer } from './answer-reader.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

/** What comes of an answer in pieces of `size` bytes after which the other side says no more. */
function read(text: string, size: number, bodyBytesMax = 1_000): RawAnswer {
  const reader = new AnswerReader(bodyBytesMax);
  for (let at = 0; at < text.length; at += size)
    if (reader.push(bytes(text.slice(at, at + size)))) return reader.answer;
  return reader.end();
}

function reasonOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof OutgoingError) return error.reason;
    throw error;
  }
  return 'none';
}

describe.each([1, 2, 7, 100_000])('in pieces of %i bytes', (size) => {
  test.each([
    ['with a length', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhellomore', 200, 'hello'],
    ['until its end', 'HTTP/1.0 200 OK\r\n\r\nhello', 200, 'hello'],
    ['empty', 'HTTP/1.1 200\r\ncontent-length: 0\r\n\r\n', 200, ''],
    ['without a body', 'HTTP/1.1 204 No Content\r\n\r\n', 204, ''],
    [
      'in chunks',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;a=b\r\nlo\r\n0\r\nx: y\r\n\r\n',
      200,
      'hello',
    ],
    [
      'after interim ones',
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\na: b\r\n\r\nHTTP/1.1 404 No\r\ncontent-length: 2\r\n\r\nno',
      404,
      'no',
    ],
  ])('an answer %s is read', (_how, text, ...expected) => {
    const answer = read(text, size);
    expect([answer.status, Buffer.from(answer.body).toString()]).toEqual(expected);
  });

  test.each([
    ['is not HTTP', 'SSH-2.0-OpenSSH_9\r\n\r\n', 'answer'],
    ['is of another protocol', 'HTTP/1.1 101 Switching\r\nupgrade: x\r\n\r\n', 'answer'],
    ['ends in its head', 'HTTP/1.1 200 OK\r\ncontent-', 'answer'],
    ['ends before its length', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhel', 'answer'],
    ['ends within a chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhel', 'answer'],
    [
      'tells its length twice',
      'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 4\r\n\r\nhello',
      'answer',
    ],
    [
      'has a length and chunks',
      'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      'answer',
    ],
    ['has an unknown coding', 'HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n', 'answer'],
    ['has a negative length', 'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n', 'answer'],
    ['folds a header', 'HTTP/1.1 200 OK\r\na: b\r\n c\r\n\r\n', 'answer'],
    ['has a header without a name', 'HTTP/1.1 200 OK\r\n: b\r\n\r\n', 'answer'],
    ['has a chunk of no size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n', 'answer'],
    [
      'has a chunk longer than said',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhello\r\n',
      'answer',
    ],
    [
      'has an endless chunk line',
      `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${'0'.repeat(300)}`,
      'answer',
    ],
    ['has too many headers', `HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(101)}\r\n`, 'size'],
    ['has too large a head', `HTTP/1.1 200 OK\r\na: ${'b'.repeat(33_000)}\r\n\r\n`, 'size'],
    ['says that it is too large', 'HTTP/1.1 200 OK\r\ncontent-length: 1001\r\n\r\n', 'size'],
    ['is too large', `HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(1_001)}`, 'size'],
    [
      'is too large in chunks',
      `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(1_001)}`,
      'size',
    ],
    [
      'has endless trailers',
      `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n${'a: b\r\n'.repeat(2_000)}`,
      'size',
    ],
    ['never comes to the point', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(9), 'answer'],
  ])('R111: an answer that %s is refused', (_what, text, reason) => {
    expect(reasonOf(() => read(text, size))).toBe(reason);
  });
});

test('R111: cookies are not kept, and other headers that come twice are one list', () => {
  const { headers } = read('HTTP/1.1 204 OK\r\nSet-Cookie: a=b\r\nVia: one\r\nvia: two\r\n\r\n', 100);
  expect([...headers]).toEqual([['via', 'one, two']]);
});
