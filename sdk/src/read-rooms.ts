import type { RoomListed } from '@sup/protocol';
import type { Connection } from './connection.ts';
import type { Clock } from './platform.ts';

/** Reads the list of my rooms to its end, page by page. */
async function readRooms(
  connection: Pick<Connection, 'ask'>,
  take: (page: RoomListed) => void,
): Promise<void> {
  let after: string | undefined;
  do {
    const page = await connection.ask('room.list', after === undefined ? {} : { after });
    take(page);
    after = page.next;
  } while (after !== undefined);
}

const againMs = 3_000;

/** The same until it is here: refused for now, it asks again; unreachable, the next welcome does. */
export function listRooms(parts: {
  readonly connection: Pick<Connection, 'ask' | 'isReady'>;
  readonly clock: Clock;
  isKnown(): boolean;
  take(page: RoomListed): void;
  done(): void;
}): void {
  readRooms(parts.connection, parts.take).then(parts.done, () => {
    parts.clock.after(againMs, () => {
      if (parts.connection.isReady && !parts.isKnown()) listRooms(parts);
    });
  });
}
