import { addresses, type RoomId, type TimelinePage } from '@sup/protocol';
import type { TestPerson } from '@sup/testkit/people';

/** What stands in a room's log on the server, oldest first: the texts of its newest hundred messages. */
export async function bodiesOf(person: TestPerson, room: RoomId): Promise<string[]> {
  const { items } = await person.must<TimelinePage>(addresses.messages.page, {
    params: { room },
    query: { limit: '100' },
  });
  return items
    .sort((a, b) => a.seq - b.seq)
    .flatMap((item) => (item.kind === 'message' && item.body ? [item.body] : []));
}
