// The proof reads traces; these are small ones, so that it is known to see what it must.
import { expect, test } from 'vitest';
import { proveDurable, readTrace } from './syscall-trace.ts';

const wal = '12</data/sup.db-wal>';
const socket = '30<TCP:[127.0.0.1:4000->127.0.0.1:5000]>';
const message = { body: 'marker-1', id: '01abc' };

const write = `7 pwrite64(${wal}, "..marker-1..", 4096, 0) = 4096`;
const sync = `7 fdatasync(${wal}) = 0`;
const ack = `8 sendto(${socket}, "{\\"to\\":1,\\"message\\":\\"01abc\\"}", 30, 0, NULL, 0) = 30`;
const proof = (...lines: string[]) => proveDurable(readTrace(lines.join('\n')), message);

test('write, sync, ack in this order is a proof', () => {
  expect(proof(write, sync, ack)).toMatchObject({ synced: { begin: 1 }, left: { begin: 2 } });
});

test('an ack before the sync is found', () => {
  expect(proof(write, ack, sync)).toMatch(/before its sync returned/);
});

test('a sync before the write does not count', () => {
  expect(proof(sync, write, ack)).toMatch(/never synced/);
});

test('a sync of another file does not count', () => {
  expect(proof(write, sync.replace('wal', 'shm'), ack)).toMatch(/never synced/);
});

test('a sync that failed does not count', () => {
  expect(proof(write, `7 fdatasync(${wal}) = -1 EIO (Input/output error)`, ack)).toMatch(/never synced/);
});

test('a sync that has begun but not returned when the ack leaves is found', () => {
  const begun = `7 fdatasync(${wal} <unfinished ...>`;
  const done = '7 <... fdatasync resumed>) = 0';
  expect(proof(write, begun, ack, done)).toMatch(/before its sync returned/);
  expect(proof(write, begun, done, ack)).toMatchObject({ synced: { begin: 1, end: 2 } });
});

test('an event that shows the body counts as leaving, whatever the call', () => {
  const event = `8 writev(${socket}, [{iov_base="..marker-1..", iov_len=9}], 1) = 9`;
  expect(proof(write, event, sync, ack)).toMatch(/before its sync returned/);
});

test('a message that is not in the trace proves nothing', () => {
  expect(proof(sync, ack)).toMatch(/never written/);
  expect(proof(write, sync)).toMatch(/never left/);
});
