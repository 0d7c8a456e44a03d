import { type Account, password } from './people.ts';
import { PinnedProcess } from './pinned-process.ts';
import { runtimePath } from './runtime.ts';

/**
 * Makes accounts in the data directory of a Sup that is not running. At the front door each password costs 40 ms, by
 * design: here one is hashed for all, and everything else is as real as there.
 */
export async function seedPeople(dataDir: string, count: number): Promise<Account[]> {
  const child = new PinnedProcess({
    command: runtimePath('bun'),
    args: ['testkit/src/seed-accounts.ts', dataDir, String(count), password],
  });
  return JSON.parse(await child.finish()) as Account[];
}
