// I8 from outside: the kernel's own record of what the server did, in which order.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addresses } from '@sup/protocol';
import { message, registerAll, startServer } from '@sup/testkit';
import { shortOrLong } from '@sup/testkit/scale';
import { expect, test, vi } from 'vitest';
import { reportFault } from './fault-report.ts';
import { proveDurable, readTrace } from './syscall-trace.ts';

const rounds = shortOrLong(10, 100);
const together = 8;
const hasStrace = existsSync('/usr/bin/strace');

// -D keeps the server our own child, so that it gets our signals and the tracer ends with it.
const straceOf = (file: string) =>
  `strace -D -f -yy -s 65536 -e trace=fdatasync,fsync,write,writev,sendto,sendmsg,sendmmsg,pwrite64 -o ${file}`.split(
    ' ',
  );

test.skipIf(!hasStrace)(
  'I8, R22, R32: no word of a message leaves on a socket before the sync of its commit has returned',
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'sup-trace-'));
    const file = join(directory, 'trace');
    const sent: { body: string; id: string }[] = [];
    {
      await using server = await startServer({
        wrapper: straceOf(file),
        settings: { SUP_RATE_LIMITS: 'off' },
      });
      const [ann, bob] = await registerAll(server, ['ann', 'bob']);
      const room = await ann.direct(bob);
      const [socket, reader] = [await ann.connect(), await bob.connect()];
      const send = async (body: string, overRest: boolean) => {
        const { room: _, ...content } = message(room, body);
        const ack = overRest
          ? await ann.must<{ message: string }>(addresses.messages.send, { params: { room }, body: content })
          : await socket.ask<{ message: string }>('message.send', { room, ...content });
        sent.push({ body, id: ack.message });
      };
      for (let round = 0; round < rounds; round += 1) {
        await Promise.all(
          Array.from({ length: together }, (_, at) => send(`durable-marker-${round}-${at}-end`, at === 0)),
        );
      }
      await reader.until(
        (frame): frame is typeof frame =>
          frame.type === 'entries' &&
          frame.entries.some((entry) => entry.kind === 'message' && entry.ordinal === sent.length),
      );
      socket.close();
      reader.close();
    }
    // The tracer writes its last lines after the server's end.
    await vi.waitFor(
      () => expect(readFileSync(file, 'utf8')).toMatch(/\+\+\+ exited with 0 \+\+\+\n$/),
      10_000,
    );
    const calls = readTrace(readFileSync(file, 'utf8'));
    const proofs = sent.map((one) => proveDurable(calls, one));
    expect(proofs.filter((proof) => typeof proof === 'string')).toEqual([]);
    expect(proofs).toHaveLength(rounds * together);
    const syncs = new Set(proofs.map((proof) => (typeof proof === 'string' ? 0 : proof.synced.begin)));
    reportFault('No ack before fsync, from a syscall trace', {
      messages: proofs.length,
      'commits that held them': syncs.size,
      'traced calls': calls.length,
      violations: 0,
    });
    rmSync(directory, { recursive: true });
  },
);
