// A program that makes accounts in the data directory of a server that is not running, for benches with thousands of
// people: the front door hashes each password for 40 ms, by design. Here everyone has the same password, hashed once, and
// it does the rest of what registering does with the server's own parts: account, recovery codes, audit record and first
// session by the store's operation, tokens by the server's key. Prints the accounts as JSON.

import { systemClock } from '@sup/backend/src/clock.ts';
import { openEmbedded } from '@sup/backend/src/drivers/embedded/open-embedded.ts';
import { sqlAccounts } from '@sup/backend/src/drivers/sql/accounts.ts';
import { sqlSigningKeys } from '@sup/backend/src/drivers/sql/signing-keys.ts';
import { signAccessToken } from '@sup/backend/src/services/auth/access-token.ts';
import type { AccountStore } from '@sup/backend/src/services/auth/account-store.ts';
import { hashCode, makeCode, recoveryCodesMade } from '@sup/backend/src/services/auth/codes.ts';
import { readHandle } from '@sup/backend/src/services/auth/handle.ts';
import { hashPassword } from '@sup/backend/src/services/auth/password-hash.ts';
import { makeRefreshToken, refreshKind } from '@sup/backend/src/services/auth/refresh-token.ts';
import { Sealer } from '@sup/backend/src/services/auth/sealed-token.ts';
import { SigningKeys } from '@sup/backend/src/services/auth/signing-keys.ts';
import { fold } from '@sup/backend/src/services/fold.ts';
import { createTelemetry } from '@sup/backend/src/telemetry/index.ts';
import { type DeviceId, makeId, type SessionId, type UserId } from '@sup/protocol';

const dayMs = 86_400_000;
/** A group of the writer thread. */
const atOnce = 64;

interface Seeding {
  readonly accounts: Pick<AccountStore, 'create'>;
  readonly signingKeys: SigningKeys;
  readonly sealer: Sealer;
  readonly passwordHash: string;
}

const [, , dataDir, count, password] = process.argv;
if (!dataDir || !count || !password) throw new Error('seed-accounts DATA_DIRECTORY COUNT PASSWORD');
const clock = systemClock;
const { telemetry } = createTelemetry({ level: 'warn', clock, part: 'seed' });
const crash = (error: Error): never => {
  throw error;
};
const store = await openEmbedded({ dataDir, clock, telemetry, crash });
try {
  const keys = sqlSigningKeys(store.sql);
  const seeding: Seeding = {
    accounts: sqlAccounts(store.sql),
    signingKeys: await SigningKeys.load({ store: keys, clock, keyDays: 30 }),
    sealer: new Sealer(await keys.secret(clock.random(32)), refreshKind),
    passwordHash: await hashPassword(password, clock.random(16)),
  };
  process.stdout.write(JSON.stringify(await makeAccounts(seeding, Number(count))));
} finally {
  await store.close();
}

async function makeAccounts(seeding: Seeding, wanted: number): Promise<object[]> {
  const made: object[] = [];
  const numbers = Array.from({ length: wanted }, (_, number) => number).values();
  const keepMaking = async () => {
    for (const number of numbers) made[number] = await makeAccount(seeding, number);
  };
  await Promise.all(Array.from({ length: atOnce }, keepMaking));
  return made;
}

async function makeAccount(seeding: Seeding, number: number): Promise<object> {
  const { accounts, signingKeys, sealer, passwordHash } = seeding;
  const newId = <Name extends string>() => makeId<Name>(clock.now(), clock.random(10));
  const id = newId<'UserId'>() as UserId;
  const session = newId<'SessionId'>() as SessionId;
  const device = newId<'DeviceId'>() as DeviceId;
  const name = `Person ${number}`;
  const { key: handle, skeleton } = readHandle(`person${number}`);
  const now = clock.now();
  // A whole second, as JWTs have it.
  const accessUntil = (Math.floor(now / 1_000) + dayMs / 1_000) * 1_000;
  const recoveryHashes = Array.from({ length: recoveryCodesMade }, () => hashCode(id, makeCode(clock)));
  await accounts.create({
    id,
    handle,
    skeleton,
    name,
    nameKey: fold(name),
    passwordHash,
    recoveryHashes,
    firstAdmin: false,
    session: {
      id: session,
      user: id,
      device,
      client: 'bench',
      address: '127.0.0.1',
      at: now,
      expiresAt: now + 30 * dayMs,
      accessUntil,
      firstToken: makeRefreshToken({ sealer, clock }, session, 1).hash,
    },
  });
  const token = await signAccessToken(
    signingKeys,
    { user: id, session, device },
    { now, expiresAt: accessUntil },
  );
  return { id, handle, token, device };
}
