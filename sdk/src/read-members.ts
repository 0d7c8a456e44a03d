import type { MemberView, RoomId } from '@sup/protocol';
import type { Rest } from './rest.ts';

/** Reads all members of a room, page by page. */
export async function readMembers(rest: Rest, room: RoomId): Promise<MemberView[]> {
  const members: MemberView[] = [];
  let after: string | undefined;
  do {
    const page = await rest.rooms.members({ room, ...(after === undefined ? {} : { after }) });
    members.push(...page.members);
    after = page.next;
  } while (after !== undefined);
  return members;
}
