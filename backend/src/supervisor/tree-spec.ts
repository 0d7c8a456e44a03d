/** What happens to the siblings of a member that has to be restarted. */
export type Strategy =
  /** Nothing: only the member itself is restarted. */
  | 'one_for_one'
  /** Those started after it depend on it: they are stopped in reverse order and started again behind it. */
  | 'rest_for_one';

/** A process of the tree. */
export interface ChildSpec {
  readonly type: 'child';
  readonly id: string;
  /** The script to run, on the supervisor's own runtime. */
  readonly entry: string;
  readonly args?: readonly string[];
  /**
   * `permanent`: restarted whenever it ends, however it ends.
   * `temporary`: once it has ended by itself it stays ended, until its whole group is restarted.
   */
  readonly kind: 'permanent' | 'temporary';
  /** A child that has not said that it is ready by then is killed. */
  readonly readyTimeoutMs: number;
  /** A ready child that says nothing for so long has a hung event loop and is killed. */
  readonly heartbeatTimeoutMs: number;
  /** A child asked to drain is killed when it takes longer. */
  readonly stopTimeoutMs: number;
  /** A child that reports more in several heartbeats running is drained and started afresh. */
  readonly memoryBytesMax?: number | undefined;
}

/** How often members may be restarted before the group counts as failed. */
export interface Intensity {
  readonly restartsMax: number;
  readonly periodMs: number;
  /**
   * A child that had been ready for at least so long is restarted at once and its death is not counted: a crash
   * every minute is a reason to log, not to stop serving. Without it every death counts.
   */
  readonly steadyMs?: number;
}

/** Members started in order and stopped in reverse. */
export interface GroupSpec {
  readonly type: 'group';
  readonly id: string;
  readonly strategy: Strategy;
  readonly intensity: Intensity;
  /**
   * When the intensity is exceeded: `escalate` restarts the group as a member of its parent (the root: everything
   * stops and the supervisor fails); `degrade` switches the group off, visibly, and everything else goes on.
   */
  readonly whenExhausted: 'escalate' | 'degrade';
  readonly members: readonly MemberSpec[];
}

export type MemberSpec = ChildSpec | GroupSpec;
