// The one queue of a room in this process. Whatever queues up while an append is in flight goes into the next one.
//
// A proposal is settled in four steps: is it a retry (then it gets its old record), may it happen (rights at the head),
// where does it stand (head + 1), is it durable (append). The append is also the fence: if anyone else has written
// meanwhile it answers 'stale', the state is thrown away and the proposals are taken again from the first step.
// An error whose outcome is unknown is treated the same way: after loading again, what did get written is a retry.

import { type Entry, type RoomId, SupError } from '@sup/protocol';
import type { Bus } from '../../bus/bus.ts';
import { topics } from '../../bus/bus.ts';
import { cmidOfPart } from './content-digest.ts';
import { DedupeWindow } from './dedupe-window.ts';
import type { EntryDraft } from './entry-draft.ts';
import { Job } from './job.ts';
import type { Decision, Proposal } from './log.ts';
import type { LogParts } from './log-parts.ts';
import type { Append, SendRecord } from './room-log.ts';
import { applyEntry, createdState, type LiveState, liveState } from './room-state.ts';

/** Proposals waiting for one room; more are refused as overloaded. */
const queueMax = 2_000;
const entriesPerAppendMax = 256;
const attemptsMax = 4;
/** A state that remembers this many deletions and threads is loaded anew when the room falls quiet. */
const rememberedMax = 10_000;

interface Loaded {
  /** Runs ahead of the store while an append is in flight. */
  state: LiveState | undefined;
  durableHead: number;
  readonly window: DedupeWindow;
}

/** What one append will hold, and who waits for it. */
interface Draft {
  readonly from: number;
  readonly appends: Append[];
  readonly settled: { job: Job; record: SendRecord | undefined }[];
}

export class RoomWriter {
  readonly #room: RoomId;
  readonly #parts: LogParts;
  readonly #bus: Bus;
  #queue: Job[] = [];
  #loaded: Loaded | undefined;
  #running: Promise<void> | undefined;

  constructor(room: RoomId, parts: LogParts) {
    this.#room = room;
    this.#parts = parts;
    this.#bus = parts.bus;
  }

  get idle(): boolean {
    return this.#running === undefined;
  }

  /** The head as far as it is durable; undefined when nothing is loaded. */
  get head(): number | undefined {
    return this.#loaded?.durableHead;
  }

  async whenIdle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  propose(proposal: Proposal): Promise<SendRecord | undefined> {
    if (this.#queue.length >= queueMax) {
      this.#parts.telemetry.queueLimitReached('room');
      return Promise.reject(new SupError('overloaded', { retryAfterMs: 1_000 }));
    }
    return new Promise((resolve, reject) => {
      const digest = this.#parts.digest(proposal.content);
      this.#queue.push(new Job({ proposal, digest, resolve, reject }));
      this.#running ??= this.#run();
    });
  }

  async #run(): Promise<void> {
    // One turn of the microtask queue lets everything that arrived together go into the first append.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      await this.#settle(this.#queue.splice(0, entriesPerAppendMax));
    }
    // In the same turn as the last look at the queue: whoever comes after it finds nobody running and starts anew.
    this.#running = undefined;
    const state = this.#loaded?.state;
    if (state && state.deleted.size + state.threads.size > rememberedMax) this.#loaded = undefined;
  }

  /** Takes a group of proposals to their end: each is resolved or rejected. */
  async #settle(group: Job[]): Promise<void> {
    let waiting = group;
    for (let attempt = 1; waiting.length > 0; attempt += 1) {
      try {
        waiting = await this.#attempt(waiting);
      } catch (error) {
        this.#loaded = undefined;
        waiting = waiting.filter((job) => !job.settled);
        if (error instanceof SupError || attempt >= attemptsMax) return rejectAll(waiting, error);
        this.#parts.telemetry.log.warn('The outcome of an append is unknown; reading it back.', {
          room: this.#room,
          error,
        });
      }
    }
  }

  /** One try; answers the jobs that must be taken again because the room had moved on. */
  async #attempt(group: Job[]): Promise<Job[]> {
    this.#loaded ??= await this.#load();
    // All of it is durable, so that what is read from here on knows it.
    this.#loaded.state?.touched.clear();
    const ready = await this.#prepare(group, this.#loaded);
    const draft = this.#draft(ready, this.#loaded);
    if (draft.appends.length > 0) {
      const outcome = await this.#parts.store.append(this.#room, draft.from, draft.appends);
      if (outcome === 'stale') {
        this.#loaded = undefined;
        return draft.settled.map((one) => one.job);
      }
      this.#loaded.durableHead = draft.from + draft.appends.length;
    }
    // The acks leave first: handing out the events of a large room takes longer than a sender should wait.
    for (const { job, record } of draft.settled) job.resolve(record);
    if (draft.appends.length > 0) this.#publish(draft);
    else if (draft.settled.some(({ record }) => record)) this.#ringAgain(this.#loaded.durableHead);
    return [];
  }

  async #load(): Promise<Loaded> {
    const found = await this.#parts.store.load(this.#room);
    if (!found) return { state: undefined, durableHead: 0, window: new DedupeWindow([]) };
    const state = liveState(found.state, found.sends);
    return { state, durableHead: state.head, window: new DedupeWindow(found.sends) };
  }

  /** Settles retries older than the window and lets proposals read what they need; answers those still to be decided. */
  async #prepare(group: Job[], loaded: Loaded): Promise<Job[]> {
    const waits: Promise<Job | undefined>[] = [];
    for (const job of group) waits.push(...this.#prepareOne(job, loaded));
    if (waits.length === 0) return group;
    const settled = new Set(await Promise.all(waits));
    return group.filter((job) => !settled.has(job));
  }

  /** Nothing to wait for: no promise. Else a promise of the job if it is settled by that. */
  #prepareOne(job: Job, loaded: Loaded): Promise<Job | undefined>[] {
    const { proposal } = job;
    if (loaded.window.get(proposal.by, proposal.cmid)) return [];
    const isOld = !loaded.window.covers(proposal.since);
    const reading = proposal.prepare?.(loaded.state);
    if (!isOld && !reading) return [];
    return [this.#settleOld(job, isOld, reading)];
  }

  async #settleOld(job: Job, isOld: boolean, reading: Promise<void> | undefined): Promise<Job | undefined> {
    const { by, cmid } = job.proposal;
    const finding = isOld ? this.#parts.store.findSend(this.#room, by, cmid) : undefined;
    const [found, read] = await Promise.allSettled([finding, reading]);
    if (found.status === 'rejected') job.reject(found.reason);
    else if (found.value) job.answerRetry(found.value);
    else if (read.status === 'rejected') job.reject(read.reason);
    else return undefined;
    return job;
  }

  /** Decides each proposal at the head that the ones before it leave behind. Moves the state ahead of the store: an append that fails throws it away. */
  #draft(group: Job[], loaded: Loaded): Draft {
    const draft: Draft = { from: loaded.state?.head ?? 0, appends: [], settled: [] };
    for (const job of group) {
      const { by, cmid } = job.proposal;
      const known = loaded.window.get(by, cmid);
      try {
        if (known) job.mustRepeat(known);
        draft.settled.push({ job, record: known ?? this.#decide(job, loaded, draft.appends) });
      } catch (error) {
        job.reject(error);
      }
    }
    return draft;
  }

  #decide(job: Job, loaded: Loaded, appends: Append[]): SendRecord | undefined {
    const { proposal, digest } = job;
    const decision = proposal.decide(loaded.state);
    let first: SendRecord | undefined;
    for (const [part, entryDraft] of decision.entries.entries()) {
      const entry = this.#place(entryDraft, loaded);
      // A message that is moved stays its author's.
      const account = entry.kind === 'message' ? entry.by : proposal.by;
      const send = recordOf(entry, { account, cmid: cmidOfPart(proposal.cmid, part), digest });
      const { origin } = decision;
      const hiding = hidden(hiddenOf(decision, entry));
      appends.push({ entry, send, device: proposal.device, ...hiding, ...(origin && { origin }) });
      loaded.window.add(send);
      first ??= send;
    }
    return first;
  }

  /** Gives an entry its place after the head, and advances the state. */
  #place(draft: EntryDraft, loaded: Loaded): Entry {
    const seq = (loaded.state?.head ?? 0) + 1;
    const at = Math.floor(this.#parts.clock.now());
    const entry = withPlace(draft, { seq, at, ordinal: ordinalOf(draft, loaded.state) });
    if (loaded.state) applyEntry(loaded.state, entry);
    else if (entry.kind === 'room.created') loaded.state = createdState(this.#room, entry);
    else throw new Error(`the first entry of a room cannot be ${entry.kind}`);
    return entry;
  }

  /** The first try of a retry may have died between store and publish: whoever lacks what is up to the head reads it from the log. */
  #ringAgain(head: number): void {
    this.#bus.publish(topics.room(this.#room), {
      type: 'entries',
      room: this.#room,
      from: head,
      to: head,
      entries: [],
    });
  }

  #publish({ from, appends }: Draft): void {
    const entries = appends.map(({ entry, hiddenFrom }) => ({ entry, ...hidden(hiddenFrom) }));
    const to = from + appends.length;
    this.#bus.publish(topics.room(this.#room), { type: 'entries', room: this.#room, from, to, entries });
    this.#parts.telemetry.messageStored(appends.length);
  }
}

/** Room-level messages are counted in the room, replies in their thread. */
function ordinalOf(draft: EntryDraft, state: LiveState | undefined): number {
  const inThread = draft.kind === 'message' && draft.thread !== undefined;
  const last = inThread && draft.thread ? state?.threads.get(draft.thread) : state?.ordinal;
  return (last ?? 0) + 1;
}

function withPlace(draft: EntryDraft, place: { seq: number; at: number; ordinal: number }): Entry {
  const { ordinal, ...rest } = place;
  if (draft.kind === 'message') return { ...draft, ...place };
  return { ...draft, ...rest } satisfies Omit<Entry, never> as Entry;
}

function recordOf(entry: Entry, key: Pick<SendRecord, 'account' | 'cmid' | 'digest'>): SendRecord {
  const record = { ...key, seq: entry.seq, at: entry.at };
  return entry.kind === 'message' ? { ...record, message: entry.id, ordinal: entry.ordinal } : record;
}

/** From whom an entry is hidden: the one who is not to see any of them, or who joins without knowing. */
function hiddenOf({ hiddenFrom, asked }: Decision, entry: Entry): Append['hiddenFrom'] {
  if (entry.kind === 'member.joined' && asked?.has(entry.user)) return entry.user;
  return hiddenFrom;
}

function hidden(hiddenFrom: Append['hiddenFrom']): Pick<Append, 'hiddenFrom'> {
  return hiddenFrom === undefined ? {} : { hiddenFrom };
}

function rejectAll(jobs: readonly Job[], error: unknown): void {
  const refusal = error instanceof SupError ? error : new SupError('store-unavailable', {}, { cause: error });
  for (const job of jobs) job.reject(refusal);
}
