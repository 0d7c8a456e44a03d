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

/** Where something is being written: a room, or one of its threads. */
export interface DraftPlace {
  readonly room: RoomId;
  readonly thread?: MessageId;
}

/** What I am writing in each room and thread: in the local store and, through my own stream, on my other devices. */
export class Drafts {
  readonly #parts: DraftsParts;
  /** By the key in the own stream, without what it begins with. */
  readonly #drafts = new Map<string, Draft>();
  readonly #untold = new Map<string, Stoppable>();

  constructor(parts: DraftsParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    const rows = await this.#parts.platform.store.list('drafts');
    for (const { key, value } of rows) this.#drafts.set(key, value);
  }

  of(place: DraftPlace): Draft | undefined {
    return this.#drafts.get(nameOf(place));
  }

  set(place: DraftPlace, { text, replyTo }: { text: string; replyTo?: MessageId }): void {
    const name = nameOf(place);
    const at = this.#parts.platform.clock.now();
    const isEmpty = text === '' && replyTo === undefined;
    if (isEmpty && !this.#drafts.has(name)) return;
    if (isEmpty) this.#drafts.delete(name);
    else this.#drafts.set(name, { text, at, ...(replyTo === undefined ? {} : { replyTo }) });
    this.#untold.get(name)?.stop();
    this.#untold.set(
      name,
      this.#parts.platform.clock.after(settleMs, () => this.#tell(name)),
    );
    // Here at once: a page may be closed between two keys. Other devices hear of it when the hand rests.
    this.#write(name).catch(this.#parts.trouble);
    this.#parts.changed(place.room);
  }

  /** Another device of mine wrote: of two drafts the later wins, and what I write right now stays. */
  heard(place: DraftPlace, draft: Draft | null): void {
    const name = nameOf(place);
    if (this.#untold.has(name)) return;
    const mine = this.#drafts.get(name);
    if (draft === null) this.#drafts.delete(name);
    else if (mine === undefined || draft.at > mine.at) this.#drafts.set(name, draft);
    else return this.#tellAgain(name, draft.at < mine.at);
    this.#write(name).catch(this.#parts.trouble);
    this.#parts.changed(place.room);
  }

  /** A device that was away told an older one: the later one is told once more, or the devices would stay apart. */
  #tellAgain(name: string, isLater: boolean): void {
    if (isLater) this.#tell(name);
  }

  /** Tells what is untold and forgets all in memory. */
  async stop(): Promise<void> {
    await Promise.all(
      [...this.#untold.keys()].map((name) => {
        this.#tell(name);
        return this.#write(name);
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

  #tell(name: string): void {
    this.#untold.get(name)?.stop();
    this.#untold.delete(name);
    const key = `draft:${name}`;
    this.#parts.errands.put(key, {
      type: 'state.set',
      input: { key, value: this.#drafts.get(name) ?? null },
    });
  }

  #write(name: string): Promise<void> {
    return this.#parts.platform.store.write([{ table: 'drafts', key: name, value: this.#drafts.get(name) }]);
  }
}

/** The place as it stands behind the colon of its key. */
function nameOf({ room, thread }: DraftPlace): string {
  return stateKey.draft(room, thread).slice('draft:'.length);
}
