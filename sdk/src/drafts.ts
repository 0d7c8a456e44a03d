import type { MessageId, RoomId } from '@sup/protocol';
import { stateKey } from '@sup/protocol/wire';
import type { Errands } from './errands.ts';
import type { Platform, Stoppable } from './platform.ts';
import type { Draft } from './records.ts';

export interface DraftsParts {
  readonly platform: Pick<Platform, 'clock' | 'store'>;
  readonly errands: Errands;
  changed(room: RoomId): void;
  trouble(error: unknown): void;
}

const settleMs = 500;

/** What I am writing in each room: in the local store and, through my own stream, on my other devices. */
export class Drafts {
  readonly #parts: DraftsParts;
  readonly #drafts = new Map<RoomId, Draft>();
  readonly #untold = new Map<RoomId, Stoppable>();

  constructor(parts: DraftsParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    const rows = await this.#parts.platform.store.list('drafts');
    for (const { key, value } of rows) this.#drafts.set(key as RoomId, value);
  }

  of(room: RoomId): Draft | undefined {
    return this.#drafts.get(room);
  }

  set(room: RoomId, { text, replyTo }: { text: string; replyTo?: MessageId }): void {
    const at = this.#parts.platform.clock.now();
    const isEmpty = text === '' && replyTo === undefined;
    if (isEmpty && !this.#drafts.has(room)) return;
    if (isEmpty) this.#drafts.delete(room);
    else this.#drafts.set(room, { text, at, ...(replyTo === undefined ? {} : { replyTo }) });
    this.#untold.get(room)?.stop();
    this.#untold.set(
      room,
      this.#parts.platform.clock.after(settleMs, () => this.#tell(room)),
    );
    // Here at once: a page may be closed between two keys. Other devices hear of it when the hand rests.
    this.#write(room).catch(this.#parts.trouble);
    this.#parts.changed(room);
  }

  /** Another device of mine wrote: of two drafts the later wins, and what I write right now stays. */
  heard(room: RoomId, draft: Draft | null): void {
    if (this.#untold.has(room)) return;
    const mine = this.#drafts.get(room);
    if (draft === null) this.#drafts.delete(room);
    else if (mine === undefined || draft.at > mine.at) this.#drafts.set(room, draft);
    else return;
    this.#write(room).catch(this.#parts.trouble);
    this.#parts.changed(room);
  }

  /** Tells what is untold and forgets all in memory. */
  async stop(): Promise<void> {
    await Promise.all(
      [...this.#untold.keys()].map((room) => {
        this.#tell(room);
        return this.#write(room);
      }),
    );
    this.#drafts.clear();
  }

  /** Forgets all, untold ones too. */
  drop(): void {
    for (const alarm of this.#untold.values()) alarm.stop();
    this.#untold.clear();
    this.#drafts.clear();
  }

  #tell(room: RoomId): void {
    this.#untold.get(room)?.stop();
    this.#untold.delete(room);
    const key = stateKey.draft(room);
    this.#parts.errands.put(key, {
      type: 'state.set',
      input: { key, value: this.#drafts.get(room) ?? null },
    });
  }

  #write(room: RoomId): Promise<void> {
    return this.#parts.platform.store.write([{ table: 'drafts', key: room, value: this.#drafts.get(room) }]);
  }
}
