// What those may do who keep a room in order. Each act is a request: its effect comes back in the room's log.
import type { BanView, Right, Role, RoomId, RoomSettings, UserId } from '@sup/protocol';
import { makeId, rights } from '@sup/protocol/wire';
import type { Connection } from './connection.ts';
import type { Moderation as ModerationDoor } from './doors.ts';
import type { Clock } from './platform.ts';
import type { Rest } from './rest.ts';
import type { Users } from './users.ts';

export interface ModerationParts {
  readonly rest: Rest;
  readonly clock: Clock;
  readonly connection: Pick<Connection, 'serverAheadMs'>;
  readonly users: Pick<Users, 'add'>;
}

export class Moderation implements ModerationDoor {
  readonly #room: RoomId;
  readonly #parts: ModerationParts;

  constructor(room: RoomId, parts: ModerationParts) {
    this.#room = room;
    this.#parts = parts;
  }

  async set(settings: RoomSettings): Promise<void> {
    const { clock, rest } = this.#parts;
    const cmid = makeId<'Cmid'>(clock.now(), clock.random(10));
    await rest.rooms.change({ room: this.#room, cmid, settings });
  }

  async transfer(user: UserId): Promise<void> {
    await this.#parts.rest.rooms.transfer({ room: this.#room, user });
  }

  async ban(user: UserId, { forMs, reason }: { forMs?: number; reason?: string } = {}): Promise<void> {
    const terms = { ...this.#until(forMs), ...(reason === undefined ? {} : { reason }) };
    await this.#parts.rest.rooms.ban({ room: this.#room, user, ...terms });
  }

  async unban(user: UserId): Promise<void> {
    await this.#parts.rest.rooms.unban({ room: this.#room, user });
  }

  async mute(user: UserId, forMs?: number): Promise<void> {
    await this.#parts.rest.rooms.mute({ room: this.#room, user, ...this.#until(forMs) });
  }

  /** The server's time at the end of a while that begins now; the device's clock may be wrong. */
  #until(forMs: number | undefined): { until?: number } {
    const { clock, connection } = this.#parts;
    return forMs === undefined ? {} : { until: Math.round(clock.now() + connection.serverAheadMs + forMs) };
  }

  async unmute(user: UserId): Promise<void> {
    await this.#parts.rest.rooms.unmute({ room: this.#room, user });
  }

  async bans(): Promise<readonly BanView[]> {
    const bans: BanView[] = [];
    let after: string | undefined;
    do {
      const page = await this.#parts.rest.rooms.bans({
        room: this.#room,
        ...(after === undefined ? {} : { after }),
      });
      this.#parts.users.add(page.users);
      bans.push(...page.bans);
      after = page.next;
    } while (after !== undefined);
    return bans;
  }

  async rights(): Promise<ReadonlyMap<Right, Role>> {
    const { rights: told } = await this.#parts.rest.rooms.rights({ room: this.#room });
    return new Map(rights.flatMap((right) => (told[right] === undefined ? [] : [[right, told[right]]])));
  }

  async graceDays(): Promise<number> {
    return (await this.#parts.rest.rooms.rights({ room: this.#room })).graceDays;
  }

  async deleteRoom(): Promise<void> {
    await this.#parts.rest.rooms.delete({ room: this.#room });
  }

  async restoreRoom(): Promise<void> {
    await this.#parts.rest.rooms.restore({ room: this.#room });
  }
}
