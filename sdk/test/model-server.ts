// A small server of the protocol for tests of the client: obeys SPEC R10–R16, R20–R34, R38–R46 in memory.
// It is a double of the outside world; the end-to-end tests use the real server.
import type {
  DownFrame,
  Entry,
  Epoch,
  MessageId,
  Role,
  RoomId,
  SelfView,
  StateItem,
  UpFrame,
  UserId,
  UserView,
} from '@sup/protocol';
import { type ErrorCode, encode, errors, limits, makeId, SupError, stateKey } from '@sup/protocol/wire';
import type { FakeClock } from '@sup/testkit/fake-clock';
import type { HttpAnswer, HttpRequest } from '../src/platform.ts';
import { ModelRoom, type Write } from './model-room.ts';

export interface Line {
  /** To the client. */
  send(text: string): void;
  close(code: number): void;
}

interface Peer {
  readonly line: Line;
  user: UserId | undefined;
  /** Where the client's log of each room ends, as far as this connection was told (R31). */
  readonly told: Map<RoomId, number>;
  readonly open: Set<RoomId>;
  /** Rooms with a write that was refused for now: later ones wait for it (R24). */
  readonly pending: Map<RoomId, string>;
  isOver: boolean;
}

interface Account {
  readonly self: SelfView;
  readonly state: Map<string, StateItem>;
  rev: number;
}

export class ModelServer {
  readonly clock: FakeClock;
  readonly rooms = new Map<RoomId, ModelRoom>();
  readonly accounts = new Map<UserId, Account>();
  readonly peers = new Set<Peer>();
  readonly asks: UpFrame[] = [];
  readonly requests: HttpRequest[] = [];
  epoch: Epoch;
  /** Decides whether an ask is refused. */
  refuse: (frame: UpFrame, user: UserId) => ErrorCode | undefined = () => undefined;
  /** Tokens that were refused or ended. */
  readonly ended = new Set<string>();
  refreshes = 0;
  isDown = false;
  /** Further behind than this gets a snapshot. */
  snapshotAfter: number = limits.syncBehindMax;
  syncMax: number = limits.syncEntriesMax;
  /** Says nothing any more, as when the network swallows everything. */
  isMute = false;
  #tokens = 0;
  readonly #decode: (text: string) => UpFrame;

  constructor(clock: FakeClock, decode: (text: string) => UpFrame) {
    this.clock = clock;
    this.#decode = decode;
    this.epoch = this.#id();
  }

  /** Another identity, as after a restore. */
  newEpoch(): Epoch {
    return this.#id<'Epoch'>();
  }

  #id<Name extends string>() {
    return makeId<Name>(this.clock.now(), this.clock.random(10));
  }

  addUser(handle: string): SelfView {
    const id = this.#id<'UserId'>();
    const self = {
      id,
      handle,
      name: handle,
      admin: false,
      createdAt: this.clock.now(),
      recoveryCodesLeft: 0,
    };
    this.accounts.set(id, { self, state: new Map(), rev: 0 });
    return self;
  }

  addRoom(kind: 'direct' | 'group' | 'channel', users: UserId[]): ModelRoom {
    const room = new ModelRoom({
      id: this.#id<'RoomId'>(),
      kind,
      now: () => this.clock.now(),
      random: (bytes) => this.clock.random(bytes),
    });
    const [by] = users;
    if (by === undefined) throw new Error('a room needs someone');
    this.rooms.set(room.id, room);
    room.append({ kind: 'room.created', by, room: { kind, history: 'all' } });
    for (const user of users) this.join(room, user, by);
    return room;
  }

  join(room: ModelRoom, user: UserId, by: UserId): void {
    const entry = room.join(user, by);
    this.setState(user, stateKey.room(room.id), { member: true });
    this.#publish(room, entry);
  }

  remove(room: ModelRoom, user: UserId, by: UserId): void {
    const entry = room.leave(user, by);
    this.setState(user, stateKey.room(room.id), null);
    this.#publish(room, entry);
  }

  changeRole(room: ModelRoom, user: UserId, role: Role): void {
    this.#publish(room, room.changeRole(user, role, user));
  }

  setState(user: UserId, key: string, value: unknown): number {
    const account = this.#account(user);
    account.rev += 1;
    const item = { key, value, rev: account.rev };
    account.state.set(key, item);
    for (const peer of this.peers) if (peer.user === user) this.#say(peer, { type: 'state', items: [item] });
    return account.rev;
  }

  /** What a person's own stream has under a key. */
  stateOf(user: UserId, key: string): unknown {
    return this.#account(user).state.get(key)?.value;
  }

  /** A write that came over REST or from a device of no interest. */
  write(room: ModelRoom, user: UserId, frame: Write): void {
    const { fresh } = room.write(user, frame);
    if (fresh) this.#publish(room, fresh);
  }

  /** The time of these messages is over. */
  expire(room: ModelRoom, messages: readonly MessageId[]): void {
    this.#publish(room, room.expire(messages));
  }

  connect(line: Line): { receive(text: string): void; lost(): void } {
    const peer: Peer = {
      line,
      user: undefined,
      told: new Map(),
      open: new Set(),
      pending: new Map(),
      isOver: false,
    };
    this.peers.add(peer);
    return {
      receive: (text) => {
        if (!peer.isOver) this.#receive(peer, text);
      },
      lost: () => this.#end(peer),
    };
  }

  /** Closes every connection, as a restart does. */
  hangUp(code = 1006): void {
    for (const peer of [...this.peers]) this.#close(peer, code);
  }

  #close(peer: Peer, code: number): void {
    this.#end(peer);
    peer.line.close(code);
  }

  #end(peer: Peer): void {
    peer.isOver = true;
    this.peers.delete(peer);
  }

  #say(peer: Peer, frame: DownFrame): void {
    this.#sayText(peer, encode(frame));
  }

  /** Says something to all connections, as it stands. */
  sayAll(text: string): void {
    for (const peer of this.peers) this.#sayText(peer, text);
  }

  #sayText(peer: Peer, text: string): void {
    if (!peer.isOver && !this.isMute) peer.line.send(text);
  }

  #account(user: UserId): Account {
    const account = this.accounts.get(user);
    if (account === undefined) throw new SupError('user-not-found');
    return account;
  }

  #userOf(token: string): UserId | undefined {
    const [, user] = token.split('/');
    return this.ended.has(token) ? undefined : (user as UserId | undefined);
  }

  #token(kind: string, user: UserId): string {
    this.#tokens += 1;
    return `${kind}/${user}/${this.#tokens}`;
  }

  #receive(peer: Peer, text: string): void {
    const frame = this.#decode(text);
    this.asks.push(frame);
    if (frame.type === 'hello') return this.#greet(peer, frame);
    const { user } = peer;
    if (user === undefined) return this.#close(peer, 4401);
    if (!('id' in frame)) return this.#told(peer, user, frame);
    try {
      const refused = this.refuse(frame, user) ?? this.#pending(peer, frame);
      if (refused) throw new SupError(refused);
      const result = this.#answer(peer, user, frame);
      this.#say(peer, { type: 'reply', to: frame.id, result });
    } catch (error) {
      if (!(error instanceof SupError)) throw error;
      this.#say(peer, { type: 'error', to: frame.id, code: error.code, text: error.message });
      if ('cmid' in frame && error.row.retry === 'later' && !peer.pending.has(frame.room))
        peer.pending.set(frame.room, frame.cmid);
    }
  }

  #pending(peer: Peer, frame: UpFrame): ErrorCode | undefined {
    if (!('cmid' in frame)) return undefined;
    const pending = peer.pending.get(frame.room);
    if (pending !== undefined && pending !== frame.cmid) return 'earlier-send-pending';
    peer.pending.delete(frame.room);
    return undefined;
  }

  #greet(peer: Peer, hello: UpFrame<'hello'>): void {
    const user = this.#userOf(hello.token);
    if (user === undefined) {
      this.#say(peer, { type: 'error', code: 'token-expired', text: errors['token-expired'].text });
      return this.#close(peer, 4010);
    }
    peer.user = user;
    const heads: Record<string, number> = {};
    for (const room of this.#roomsOf(user)) {
      const has = hello.heads[room.id];
      // Entries go on from the head that this welcome tells (R31): what lies between is the client's to ask for.
      peer.told.set(room.id, room.head);
      if (has === undefined || has < room.head || hello.epoch !== this.epoch) heads[room.id] = room.head;
    }
    const { self, rev } = this.#account(user);
    this.#say(peer, {
      type: 'welcome',
      version: 1,
      self,
      session: this.#id(),
      epoch: this.epoch,
      serverTime: this.clock.now(),
      heartbeatMs: limits.heartbeatMs,
      resume: this.#token('resume', user),
      rev,
      heads,
      limits,
    });
  }

  *#roomsOf(user: UserId): Iterable<ModelRoom> {
    for (const room of this.rooms.values()) if (room.members.has(user)) yield room;
  }

  #told(peer: Peer, user: UserId, frame: UpFrame): void {
    if (frame.type === 'ping') {
      const heads = Object.fromEntries([...this.#roomsOf(user)].map((room) => [room.id, room.head]));
      this.#say(peer, { type: 'pong', heads, rev: this.#account(user).rev });
    }
    if (frame.type === 'receipt.delivered') {
      for (const [id, delivered] of Object.entries(frame.heads))
        this.#receipt(id as RoomId, user, { delivered });
    }
    if (frame.type === 'typing') {
      for (const other of this.#peersIn(this.#mustBeIn(user, frame.room))) {
        if (other.user !== user) this.#say(other, { type: 'typing', room: frame.room, user, on: frame.on });
      }
    }
  }

  #receipt(id: RoomId, user: UserId, told: { delivered?: number; read?: number }): void {
    const room = this.#mustBeIn(user, id);
    const before = room.receipts.get(user) ?? { delivered: 0, read: 0 };
    const read = Math.max(before.read, told.read ?? 0);
    const delivered = Math.max(before.delivered, told.delivered ?? 0, read);
    room.receipts.set(user, { delivered, read });
    for (const peer of this.#peersIn(room))
      this.#say(peer, { type: 'receipts', room: id, user, delivered, read });
  }

  *#peersIn(room: ModelRoom): Iterable<Peer> {
    for (const peer of this.peers) if (peer.user && room.members.has(peer.user)) yield peer;
  }

  #mustBeIn(user: UserId, id: RoomId): ModelRoom {
    const room = this.rooms.get(id);
    if (!room?.members.has(user)) throw new SupError('room-not-found');
    return room;
  }

  #publish(room: ModelRoom, entry: Entry): void {
    for (const peer of [...this.#peersIn(room)]) {
      const isQuiet =
        (room.claimedMembers || room.members.size) > limits.smallRoomMembersMax && !peer.open.has(room.id);
      if (isQuiet) {
        const audience = room.calls(entry, peer.user as UserId);
        if (audience) this.#say(peer, { type: 'mention', room: room.id, seq: entry.seq, audience });
        const { ordinal, deletions } = room;
        const { preview } = room.view(peer.user as UserId);
        const view = { head: room.head, ordinal, deletions, ...(preview ? { preview } : {}) };
        this.#say(peer, { type: 'heads', heads: { [room.id]: view } });
        continue;
      }
      const from = peer.told.get(room.id) ?? entry.seq - 1;
      peer.told.set(room.id, entry.seq);
      this.#say(peer, {
        type: 'entries',
        room: room.id,
        from,
        to: entry.seq,
        entries: room.log.slice(from, entry.seq),
      });
    }
  }

  #answer(peer: Peer, user: UserId, frame: Exclude<UpFrame, { id?: never }>): unknown {
    switch (frame.type) {
      case 'message.send':
      case 'message.edit':
      case 'message.delete':
      case 'message.react': {
        const room = this.#mustBeIn(user, frame.room);
        const { ack, fresh } = room.write(user, frame);
        if (fresh?.kind === 'message')
          this.setState(user, stateKey.marker(room.id), { seq: room.markers.get(user) ?? 0 });
        if (fresh) this.#publish(room, fresh);
        return ack;
      }
      case 'room.list': {
        const rooms = [...this.#roomsOf(user)].map((room) => this.#view(room, user));
        return { rooms, users: this.#users() };
      }
      case 'room.get':
        return { room: this.#view(this.#mustBeIn(user, frame.room), user), users: this.#users() };
      case 'room.open': {
        const room = this.#mustBeIn(user, frame.room);
        peer.open.add(room.id);
        peer.told.set(room.id, room.head);
        return { head: room.head };
      }
      case 'room.close':
        peer.open.delete(frame.room);
        return {};
      case 'room.sync':
        return this.#synced(this.#mustBeIn(user, frame.room), user, frame.from);
      case 'room.page': {
        const { before, after, around, limit } = frame;
        const defined = Object.entries({ before, after, around, limit }).filter(
          ([, value]) => value !== undefined,
        );
        return this.#mustBeIn(user, frame.room).page(user, Object.fromEntries(defined));
      }
      case 'message.get': {
        const message = this.#mustBeIn(user, frame.room)
          .messages()
          .find(({ id }) => id === frame.message);
        if (message === undefined) throw new SupError('message-not-found');
        return { message, users: [] };
      }
      case 'message.list': {
        const messages = frame.messages.flatMap(({ room: id, message }) => {
          const room = this.rooms.get(id);
          const found = room?.members.has(user) && room.messages().find((one) => one.id === message);
          return found ? [{ room: id, message: found }] : [];
        });
        return { messages, users: this.#users() };
      }
      case 'room.counts':
        return {
          counts: Object.fromEntries(frame.rooms.map((id) => [id, this.#mustBeIn(user, id).counts(user)])),
        };
      // What threads do is tested with the real server.
      case 'thread.list':
      case 'thread.get':
        return { threads: [], users: [] };
      case 'receipt.read': {
        const room = this.#mustBeIn(user, frame.room);
        const seq = Math.min(frame.seq, room.head);
        this.#receipt(room.id, user, { read: seq });
        return { rev: this.#mark(room, user, seq) };
      }
      case 'marker.set': {
        const room = this.#mustBeIn(user, frame.room);
        return { rev: this.#mark(room, user, Math.min(frame.seq, room.head)) };
      }
      case 'state.set':
        return { rev: this.setState(user, frame.key, frame.value) };
      case 'state.sync': {
        const { state, rev } = this.#account(user);
        const items = [...state.values()]
          .filter((item) => item.rev > frame.rev)
          .sort((a, b) => a.rev - b.rev);
        return { items, rev, head: rev };
      }
      case 'presence.watch':
        return { users: Object.fromEntries(frame.users.map((id) => [id, { status: 'online' }])) };
      default:
        throw new SupError('unknown-type');
    }
  }

  #mark(room: ModelRoom, user: UserId, seq: number): number {
    room.markers.set(user, seq);
    return this.setState(user, stateKey.marker(room.id), { seq });
  }

  #synced(room: ModelRoom, user: UserId, from: number): unknown {
    const { head } = room;
    if (head - from > this.snapshotAfter) {
      const snapshot = { room: this.#view(room, user), page: room.page(user, {}) };
      return { from, to: head, head, entries: [], users: this.#users(), snapshot };
    }
    const to = Math.min(head, from + this.syncMax);
    return { from, to, head, entries: room.entriesFor(user, from, to), users: this.#users() };
  }

  #users(): UserView[] {
    return [...this.accounts.values()].map(({ self: { id, handle, name } }) => ({ id, handle, name }));
  }

  #view(room: ModelRoom, me: UserId) {
    const other = [...room.members.keys()].find((user) => user !== me) ?? me;
    return room.view(me, room.kind === 'direct' ? this.#users().find(({ id }) => id === other) : undefined);
  }

  /** The few REST routes that the core itself calls. */
  fetch(request: HttpRequest): HttpAnswer {
    this.requests.push(request);
    if (this.isDown) throw new TypeError('connection refused');
    try {
      return { status: 200, text: JSON.stringify(this.#rest(request)) };
    } catch (error) {
      if (!(error instanceof SupError)) throw error;
      const { code, message: text, row } = error;
      return { status: row.http, text: JSON.stringify({ code, text }) };
    }
  }

  #rest({ method, url, headers, body }: HttpRequest): unknown {
    const path = `${method} ${url.replace(/^.*\/api\/v1/, '')}`;
    const given = body === undefined ? {} : JSON.parse(body);
    if (path === 'POST /auth/login') {
      const found = [...this.accounts.values()].find(({ self }) => self.handle === given.handle);
      if (found === undefined) throw new SupError('credentials-wrong');
      return this.#signedIn(found.self);
    }
    if (path === 'POST /auth/refresh') {
      this.refreshes += 1;
      const user = given.refreshToken === undefined ? undefined : this.#userOf(given.refreshToken);
      if (user === undefined) throw new SupError('token-invalid');
      this.ended.add(given.refreshToken);
      return this.#signedIn(this.#account(user).self);
    }
    const user = this.#userOf((headers.Authorization ?? '').slice('Bearer '.length));
    if (user === undefined) throw new SupError('token-expired');
    if (path === 'GET /me') return { self: this.#account(user).self };
    if (path === 'POST /auth/logout') return {};
    const found = /^GET \/users\/(\w+)$/.exec(path);
    if (found) return { user: this.#account(found[1] as UserId).self };
    throw new SupError('route-not-found');
  }

  #signedIn(self: SelfView) {
    return {
      self,
      session: this.#id(),
      accessToken: this.#token('access', self.id),
      accessTokenSeconds: 900,
      refreshToken: this.#token('refresh', self.id),
    };
  }
}
