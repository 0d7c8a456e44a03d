import type { RoomId, UserId } from '@sup/protocol';
import { limits } from '@sup/protocol/wire';
import type { Connection } from './connection.ts';
import type { Clock, Stoppable } from './platform.ts';

export interface TypingParts {
  readonly clock: Clock;
  readonly connection: Pick<Connection, 'tell'>;
  changed(room: RoomId): void;
}

const nobody: readonly UserId[] = [];

/** Who writes where, for 6 s after they last said so; and that I write, at most every 3 s (R47). */
export class Typing {
  readonly #parts: TypingParts;
  readonly #alarms = new Map<RoomId, Map<UserId, Stoppable>>();
  readonly #shown = new Map<RoomId, readonly UserId[]>();
  readonly #saidAt = new Map<RoomId, number>();

  constructor(parts: TypingParts) {
    this.#parts = parts;
  }

  /** The same array until it changes. */
  of(room: RoomId): readonly UserId[] {
    return this.#shown.get(room) ?? nobody;
  }

  heard(room: RoomId, user: UserId, on: boolean): void {
    const alarms = this.#alarms.get(room) ?? new Map<UserId, Stoppable>();
    const before = alarms.get(user);
    before?.stop();
    if (on) {
      const end = () => this.heard(room, user, false);
      alarms.set(user, this.#parts.clock.after(limits.typingExpiryMs, end));
    } else alarms.delete(user);
    if (alarms.size > 0) this.#alarms.set(room, alarms);
    else this.#alarms.delete(room);
    if (on === (before !== undefined)) return;
    this.#shown.set(room, [...alarms.keys()]);
    this.#parts.changed(room);
  }

  /** I write. */
  say(room: RoomId): void {
    const now = this.#parts.clock.monotonic();
    const saidAt = this.#saidAt.get(room);
    if (saidAt !== undefined && now - saidAt < limits.typingRepeatMs) return;
    this.#saidAt.set(room, now);
    this.#parts.connection.tell({ type: 'typing', room, on: true });
  }

  /** I write no more; what I sent says so by itself. */
  stopSaying(room: RoomId, { sent = false } = {}): void {
    if (!this.#saidAt.delete(room) || sent) return;
    this.#parts.connection.tell({ type: 'typing', room, on: false });
  }

  /** The connection ended: nobody would say that they stopped. */
  clear(): void {
    for (const [room, alarms] of [...this.#alarms]) {
      for (const user of [...alarms.keys()]) this.heard(room, user, false);
    }
    this.#saidAt.clear();
  }
}
