import type { RoomListed } from '@sup/protocol';
import type { Connection } from './connection.ts';

/** Reads the list of my rooms to its end, page by page. */
export async function readRooms(
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
