// What I keep for later: saved messages, reminders, messages that are sent when it is time. My own stream says which; what
// saved messages and those of reminders say is asked of the server while somebody looks, and forgotten afterwards, so that
// a text that is deleted, or no longer for me to see, is nowhere here.
import type {
  Cmid,
  Entry,
  MessageId,
  MessageView,
  ReminderView,
  RoomId,
  ScheduleInput,
  ScheduleView,
  UserView,
} from '@sup/protocol';
import { limits, makeId, stateKey } from '@sup/protocol/wire';
import type { Connection } from './connection.ts';
import type { Later as LaterDoor } from './doors.ts';
import type { Errands } from './errands.ts';
import { Observable } from './observable.ts';
import type { OwnStream } from './own-stream.ts';
import type { Clock } from './platform.ts';
import type { Rest } from './rest.ts';
import type { KeptMessage, LaterSnapshot, Reminder, Schedule } from './snapshots.ts';

export interface LaterParts {
  readonly clock: Clock;
  readonly rest: Pick<Rest, 'later'>;
  readonly own: Pick<OwnStream, 'setting' | 'set' | 'settings'>;
  readonly errands: Pick<Errands, 'put'>;
  readonly connection: Pick<Connection, 'ask' | 'isReady' | 'subscribe'>;
  users(users: readonly UserView[]): void;
}

interface Place {
  readonly room: RoomId;
  readonly message: MessageId;
}

/** As many as one answer holds. */
const pageSize = limits.messageListMax;

export class Later implements LaterDoor {
  readonly #parts: LaterParts;
  readonly #version = new Observable(0);
  /** What the server said of messages; undefined: that there is nothing for me to see. */
  readonly #views = new Map<MessageId, MessageView | undefined>();
  #opened = 0;
  #shown = pageSize;
  #isAsking = false;
  #made: LaterSnapshot | undefined;

  readonly subscribe = this.#version.subscribe;

  constructor(parts: LaterParts) {
    this.#parts = parts;
    let wasReady = false;
    parts.connection.subscribe(() => {
      const isBack = parts.connection.isReady && !wasReady;
      wasReady = parts.connection.isReady;
      // What came while it was away may not come here.
      if (isBack) this.#refresh();
    });
  }

  readonly getSnapshot = (): LaterSnapshot => {
    this.#made ??= this.#make();
    return this.#made;
  };

  #make(): LaterSnapshot {
    const all = this.#saved();
    const [reminders, schedules] = [this.#reminders(), this.#schedules()];
    const isDue = ({ firedAt }: ReminderView) => firedAt !== undefined;
    const isRefused = ({ state }: Schedule) => state === 'refused';
    return {
      saved: all.slice(0, this.#shown).map((kept) => this.#kept(kept)),
      savedCount: all.length,
      reminders: reminders.map(({ reminder, ...place }) => ({ ...this.#kept(place), ...reminder })),
      schedules,
      due: reminders.filter(({ reminder }) => isDue(reminder)).length + schedules.filter(isRefused).length,
    };
  }

  /** All reminders, those that came back first. */
  #reminders(): (Place & { at: number; reminder: ReminderView })[] {
    const items = this.#parts.own.settings('reminder:').map(([key, value]) => {
      const reminder = value as ReminderView;
      return { ...placeIn(key), at: reminder.at, reminder };
    });
    const rank = ({ firedAt, at }: ReminderView) => (firedAt === undefined ? at : -firedAt);
    return items.sort((one, other) => rank(one.reminder) - rank(other.reminder));
  }

  /** All messages that are sent later: those that were refused, those with a moment, those for a morning. */
  #schedules(): Schedule[] {
    const rank = ({ state, when }: ScheduleView) => {
      if (state === 'refused') return -1;
      return 'at' in when ? when.at : Number.MAX_SAFE_INTEGER;
    };
    return this.#parts.own
      .settings('schedule:')
      .map(([key, value]) => ({ id: key.slice('schedule:'.length) as Cmid, ...(value as ScheduleView) }))
      .sort((one, other) => rank(one) - rank(other) || one.madeAt - other.madeAt);
  }

  /** All that I saved, newest first. */
  #saved(): (Place & { at: number })[] {
    const items = this.#parts.own
      .settings('saved:')
      .map(([key, value]) => ({ ...placeIn(key), at: (value as { at: number }).at }));
    return items.sort((one, other) => other.at - one.at || (one.message < other.message ? 1 : -1));
  }

  #kept({ room, message, at }: Place & { at: number }): KeptMessage {
    const kept = { room, message, keptAt: at };
    if (!this.#views.has(message)) return { ...kept, state: 'loading' };
    const view = this.#views.get(message);
    if (view === undefined) return { ...kept, state: 'gone' };
    const { by, body, seq, thread } = view;
    const said = { by, saidAt: view.at, seq, ...(thread === undefined ? {} : { thread }) };
    if (body === null) return { ...kept, ...said, state: 'deleted' };
    return { ...kept, ...said, text: body, state: 'here' };
  }

  isSaved(room: RoomId, message: MessageId): boolean {
    return this.#parts.own.setting(stateKey.saved(room, message)) !== undefined;
  }

  save(room: RoomId, message: MessageId, on: boolean): void {
    const key = stateKey.saved(room, message);
    const value = on ? { at: this.#parts.clock.now() } : null;
    this.#parts.own.set(key, value);
    this.#parts.errands.put(key, { type: 'state.set', input: { key, value } });
    this.renew();
  }

  reminder(room: RoomId, message: MessageId): Reminder | undefined {
    const { reminders } = this.getSnapshot();
    return reminders.find((one) => one.room === room && one.message === message);
  }

  async remind(room: RoomId, message: MessageId, at: number): Promise<void> {
    await this.#parts.rest.later.remind({ room, message, at: Math.floor(at) });
  }

  async forget(room: RoomId, message: MessageId): Promise<void> {
    await this.#parts.rest.later.forget({ room, message });
  }

  newSchedule(): Cmid {
    const { clock } = this.#parts;
    return makeId<'Cmid'>(clock.now(), clock.random(10));
  }

  async schedule(id: Cmid, input: Omit<ScheduleInput, 'encoding'>): Promise<void> {
    await this.#parts.rest.later.schedule({ schedule: id, ...input });
  }

  async unschedule(id: Cmid): Promise<void> {
    await this.#parts.rest.later.unschedule({ schedule: id });
  }

  setZone(zone: string): void {
    const key = stateKey.zone();
    if ((this.#parts.own.setting(key) as { zone?: string } | undefined)?.zone === zone) return;
    this.#parts.own.set(key, { zone });
    this.#parts.errands.put(key, { type: 'state.set', input: { key, value: { zone } } });
  }

  open(): () => void {
    this.#opened += 1;
    this.#refresh();
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#opened -= 1;
      if (this.#opened === 0) this.#forget();
    };
  }

  #forget(): void {
    this.#views.clear();
    this.#shown = pageSize;
    this.#changed();
  }

  showMore(): void {
    if (this.#shown >= this.#saved().length) return;
    this.#shown += pageSize;
    this.renew();
  }

  /** My own stream has other keys. */
  renew(): void {
    const kept = new Set([...this.#saved(), ...this.#reminders()].map(({ message }) => message));
    for (const message of this.#views.keys()) if (!kept.has(message)) this.#views.delete(message);
    this.#changed();
    void this.#fetch();
  }

  #refresh(): void {
    if (this.#opened === 0) return;
    this.#views.clear();
    this.renew();
  }

  /** Entries that the log of the room has taken. */
  entries(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (entry.kind === 'messages.expired') for (const { id } of entry.messages) this.#say(id, null);
      if (entry.kind === 'edit') this.#say(entry.target, entry.body);
      if (entry.kind === 'delete') this.#say(entry.target, null);
    }
  }

  #say(message: MessageId, body: string | null): void {
    const view = this.#views.get(message);
    if (view === undefined) return;
    this.#views.set(message, { ...view, body });
    this.#changed();
  }

  /** The room is not mine any more. */
  gone(room: RoomId): void {
    for (const place of [...this.#saved(), ...this.#reminders()]) {
      if (place.room === room && this.#views.has(place.message)) this.#views.set(place.message, undefined);
    }
    this.#changed();
  }

  #changed(): void {
    this.#made = undefined;
    this.#version.set(this.#version.getSnapshot() + 1);
  }

  /** Asks for what is shown and not known, one page after the other. */
  async #fetch(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      for (let page = this.#unknown(); page.length > 0; page = this.#unknown()) await this.#ask(page);
    } catch {
      // No connection, or not now: the next one asks again.
    } finally {
      this.#isAsking = false;
    }
  }

  #unknown(): Place[] {
    if (this.#opened === 0 || !this.#parts.connection.isReady) return [];
    const shown = [...this.#reminders(), ...this.#saved().slice(0, this.#shown)];
    return shown
      .filter(({ message }) => !this.#views.has(message))
      .slice(0, pageSize)
      .map(({ room, message }) => ({ room, message }));
  }

  async #ask(places: readonly Place[]): Promise<void> {
    const { messages, users } = await this.#parts.connection.ask('message.list', { messages: [...places] });
    if (this.#opened === 0) return;
    this.#parts.users(users);
    const views = new Map(messages.map(({ message }) => [message.id, message]));
    for (const { message } of places) this.#views.set(message, views.get(message));
    this.#changed();
  }
}

/** The message that a key is about. The server takes these keys in no other form. */
function placeIn(key: string): Place {
  const [, room, message] = key.split(':');
  return { room: room as RoomId, message: message as MessageId };
}
