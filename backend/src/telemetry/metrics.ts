import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock } from '../clock.ts';
import type { Telemetry } from './telemetry.ts';

/** The metrics page for Prometheus. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
}

/** Makes a registry of its own and the functions that count into it. */
export function createMetrics(clock: Clock): { metrics: Metrics; events: Omit<Telemetry, 'log'> } {
  const registry = new Registry();
  addProcessMetrics(registry, clock);
  return {
    metrics: { contentType: registry.contentType, text: () => registry.metrics() },
    events: {
      ...connectionEvents(registry),
      ...storeEvents(registry),
      ...limitEvents(registry),
      ...httpEvents(registry),
      ...treeEvents(registry),
    },
  };
}

function connectionEvents(registry: Registry) {
  const registers = [registry];
  const open = new Gauge({ name: 'sup_connections', help: 'Open WebSocket connections.', registers });
  const closed = new Counter({
    name: 'sup_connections_closed_total',
    help: 'WebSocket connections closed, by close code.',
    labelNames: ['code'],
    registers,
  });
  const refused = new Counter({
    name: 'sup_connections_refused_total',
    help: 'WebSocket connections refused before they opened.',
    labelNames: ['reason'],
    registers,
  });
  const received = new Counter({
    name: 'sup_frames_received_total',
    help: 'Frames received from clients, by type.',
    labelNames: ['type'],
    registers,
  });
  const delivered = new Counter({
    name: 'sup_frames_delivered_total',
    help: 'Frames written to sockets by fan-out.',
    registers,
  });
  const dropped = new Counter({
    name: 'sup_frames_dropped_total',
    help: 'Frames that did not reach a connection, by reason.',
    labelNames: ['reason'],
    registers,
  });
  return {
    connectionOpened: () => open.inc(),
    connectionClosed: (code: number) => {
      open.dec();
      closed.inc({ code });
    },
    connectionRefused: (reason: string) => refused.inc({ reason }),
    frameReceived: countBy(received, 'type'),
    frameDelivered: (connections: number) => delivered.inc(connections),
    frameDropped: (reason: string) => dropped.inc({ reason }),
  };
}

/** Counts by the value of a label. Finding a child by its labels costs as much as reading a frame, so each is found once. */
function countBy<Label extends string>(counter: Counter<Label>, label: Label): (value: string) => void {
  const children = new Map<string, Counter.Internal>();
  return (value) => {
    const known = children.get(value);
    if (known) return known.inc();
    const child = counter.labels({ [label]: value } as Partial<Record<Label, string>>);
    children.set(value, child);
    child.inc();
  };
}

function storeEvents(registry: Registry) {
  const registers = [registry];
  const stored = new Counter({
    name: 'sup_messages_stored_total',
    help: 'Entries of room logs made durable.',
    registers,
  });
  const acks = new Counter({
    name: 'sup_acks_sent_total',
    help: 'Acknowledgements sent after a durable write.',
    registers,
  });
  const repeats = new Counter({
    name: 'sup_repeats_answered_total',
    help: 'Repeated sends that got their first answer again.',
    registers,
  });
  const commitEntries = new Histogram({
    name: 'sup_commit_entries',
    help: 'Entries in one commit of the message store.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers,
  });
  const commitSeconds = new Histogram({
    name: 'sup_commit_seconds',
    help: 'Seconds from the start of a commit until it was durable.',
    buckets: [0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.05, 0.25, 1, 5],
    registers,
  });
  const refused = new Counter({
    name: 'sup_writes_refused_total',
    help: 'Writes refused as retryable, by reason.',
    labelNames: ['reason'],
    registers,
  });
  return {
    messageStored: (entries: number) => stored.inc(entries),
    ackSent: () => acks.inc(),
    repeatAnswered: () => repeats.inc(),
    committed: ({ entries, durationMs }: { entries: number; durationMs: number }) => {
      commitEntries.observe(entries);
      commitSeconds.observe(durationMs / 1_000);
    },
    writeRefused: (reason: string) => refused.inc({ reason }),
  };
}

function limitEvents(registry: Registry) {
  const registers = [registry];
  const queues = new Counter({
    name: 'sup_queue_limits_reached_total',
    help: 'Times a queue, buffer or map was full, by its name.',
    labelNames: ['queue'],
    registers,
  });
  const rates = new Counter({
    name: 'sup_rate_limits_reached_total',
    help: 'Requests and frames refused by a rate limit, by its name.',
    labelNames: ['limit'],
    registers,
  });
  const signIns = new Counter({
    name: 'sup_sign_ins_total',
    help: 'Attempts to sign in, by outcome.',
    labelNames: ['outcome'],
    registers,
  });
  return {
    queueLimitReached: (queue: string) => queues.inc({ queue }),
    rateLimitReached: (limit: string) => rates.inc({ limit }),
    signInTried: (outcome: string) => signIns.inc({ outcome }),
  };
}

function httpEvents(registry: Registry) {
  const seconds = new Histogram({
    name: 'sup_http_request_seconds',
    help: 'Seconds to answer an HTTP request.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10],
    registers: [registry],
  });
  const requestAnswered: Telemetry['requestAnswered'] = ({ method, route, status, durationMs }) =>
    seconds.observe({ method, route, status }, durationMs / 1_000);
  return { requestAnswered };
}

function treeEvents(registry: Registry) {
  const registers = [registry];
  const restarts = new Gauge({
    name: 'sup_child_restarts',
    help: 'Restarts of a child process since the supervisor started.',
    labelNames: ['child'],
    registers,
  });
  const off = new Gauge({
    name: 'sup_part_off',
    help: '1 for a part the supervisor switched off because it kept dying.',
    labelNames: ['part'],
    registers,
  });
  const treeChanged: Telemetry['treeChanged'] = (tree) => {
    restarts.reset();
    for (const [child, count] of Object.entries(tree.restarts)) restarts.set({ child }, count);
    off.reset();
    for (const part of tree.off) off.set({ part }, 1);
  };
  return { treeChanged };
}

// Not prom-client's own defaults: those start timers and observers, and differ between Bun and Node.
function addProcessMetrics(registry: Registry, clock: Clock): void {
  const registers = [registry];
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Resident memory of the server process.',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  new Gauge({
    name: 'process_cpu_seconds_total',
    help: 'User and system CPU time of the server process.',
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.set((user + system) / 1e6);
    },
  });
  new Gauge({
    name: 'process_start_time_seconds',
    help: 'When the server process started, in seconds since 1970.',
    registers,
  }).set(clock.now() / 1_000);
}
