// What a scenario tells the load generator to do, and what it answers. Both travel as JSON.
import type { RoomId, UserId } from '@sup/protocol';
import type { Person } from './sup-client.ts';

interface Target {
  readonly port: number;
  /** Whose CPU time is counted, with all its descendants. */
  readonly pid: number;
}

/** `messages` messages, one every `intervalMs`, after `warmUpMessages` that do not count. */
export interface Pace {
  readonly messages: number;
  readonly warmUpMessages: number;
  readonly intervalMs: number;
}

export interface FanOutJob extends Target, Pace {
  readonly scenario: 'fan-out';
  readonly room: RoomId;
  /** All of them are members and connected; the first `looking` have the room open. */
  readonly people: readonly Person[];
  readonly looking: number;
}

export interface FloorFanOutJob extends Target, Pace {
  readonly scenario: 'floor-fan-out';
  readonly receivers: number;
  /** The length of each message's frame, that of Sup's. */
  readonly frameBytes: number;
  /** The last seq that the floor sent. */
  readonly head: number;
}

export interface FanOutResult {
  readonly messages: number;
  readonly deliveries: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly serverMicrosPerMessage: number;
  /** Frames that carried the deliveries; one frame may carry several entries. */
  readonly frames: number;
  readonly serverMicrosPerFrame: number;
  readonly loadMicrosPerDelivery: number;
  readonly lastDeliveryP50Ms: number;
  readonly lastDeliveryP99Ms: number;
  /** The same from the ack on, when the message is durable: without the disk's share. */
  readonly lastDeliveryAfterAckP99Ms: number;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  /** CPU of the server with all clients connected and nothing to deliver. */
  readonly idleMicrosPerSecond: number;
  /** Frames to clients that were not deliveries and not answers, and frames from clients that were not messages. */
  readonly otherFrames: number;
  readonly habitFrames: number;
  /** Length of the frame of one message. */
  readonly frameBytes: number;
  readonly head: number;
}

/** Two people in a room of their own: the first writes, the second looks. */
export interface PairOfPeople {
  readonly room: RoomId;
  readonly sender: Person;
  readonly reader: Person;
}

export interface DurableAckJob extends Target {
  readonly scenario: 'durable-ack';
  readonly pairs: readonly PairOfPeople[];
  readonly warmUpMs: number;
  readonly windowMs: number;
}

export interface DurableAckResult {
  readonly acks: number;
  readonly acksPerSecond: number;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  readonly serverMicrosPerMessage: number;
  readonly loadMicrosPerDelivery: number;
  readonly deliveries: number;
  readonly lost: number;
  readonly duplicated: number;
}

export interface HistoryJob extends Target {
  readonly scenario: 'history';
  readonly room: RoomId;
  readonly person: Person;
  readonly reads: number;
}

export interface HistoryResult {
  readonly pageP50Ms: number;
  readonly pageP99Ms: number;
  /** The same where only the newest page is read. */
  readonly newestPageP99Ms: number;
  readonly serverMicrosPerPage: number;
  readonly loadMicrosPerDelivery: number;
  readonly head: number;
}

export interface FillJob extends Target {
  readonly scenario: 'fill';
  readonly room: RoomId;
  readonly person: Person;
  readonly messages: number;
  /** Sends under way at a time. */
  readonly atOnce: number;
}

export interface FillResult {
  readonly messagesPerSecond: number;
}

/** How many are connected at the two points of an idle run. */
export interface IdlePoints {
  readonly low: number;
  readonly high: number;
}

export interface IdleJob extends Target, IdlePoints {
  readonly scenario: 'idle';
  readonly people: readonly Person[];
  /** How long each point is watched. */
  readonly windowMs: number;
}

export interface FloorIdleJob extends Target, IdlePoints {
  readonly scenario: 'floor-idle';
  readonly windowMs: number;
}

/** A server with so many connections on which nothing moves but heartbeats. */
export interface IdlePoint {
  readonly connections: number;
  /** User-space memory after a collection, and as it stood before. */
  readonly bytes: number;
  readonly uncollectedBytes: number;
  readonly microsPerSecond: number;
}

export interface IdleResult {
  readonly low: IdlePoint;
  readonly high: IdlePoint;
  /** CPU of the server for each connection that came between the two points. */
  readonly microsPerArrival: number;
  readonly heartbeats: number;
  readonly unanswered: number;
  readonly loadMicrosPerDelivery: number;
}

export interface StormPerson extends Person {
  readonly id: UserId;
  /** With whom they share direct rooms. */
  readonly peers: readonly UserId[];
}

/** People who share a room that all of them show. */
export interface StormTeam {
  readonly room: RoomId;
  readonly people: readonly StormPerson[];
}

export interface StormJob extends Target, Pace {
  readonly scenario: 'storm';
  readonly teams: readonly StormTeam[];
  /** Whether people come, go and type; in a quiet run they only write. */
  readonly isStorm: boolean;
}

export interface StormResult extends FanOutResult {
  /** One came, went, looked away, looked again, began to type or stopped. */
  readonly transitions: number;
  readonly transitionsPerSecond: number;
  /** Frames to clients that told of them. */
  readonly framesPerTransition: number;
  readonly presenceFrames: number;
  readonly typingFrames: number;
  /** CPU of the server for each person who came at the beginning, with their room and whom they watch. */
  readonly microsPerArrival: number;
  /** Those who watch the one, or are in the room where they type, on average. */
  readonly audiencePerTransition: number;
}

/** Each job with its result. */
export interface LoadResults {
  'fan-out': FanOutResult;
  'floor-fan-out': FanOutResult;
  'durable-ack': DurableAckResult;
  history: HistoryResult;
  fill: FillResult;
  idle: IdleResult;
  'floor-idle': IdleResult;
  storm: StormResult;
}

export type LoadJob =
  | FanOutJob
  | FloorFanOutJob
  | DurableAckJob
  | HistoryJob
  | FillJob
  | IdleJob
  | FloorIdleJob
  | StormJob;
export type ResultOf<Job extends LoadJob> = LoadResults[Job['scenario']];
