// Reads what `strace -f -yy` wrote, and says whether bytes left on a socket before they were safe on the disk.
//
// Threads interleave: a call that another one interrupts is written as two lines, `… <unfinished ...>` where it began
// and `<... name resumed>…` where it returned. A line number is therefore a moment of the whole process.

/** A call of one of the traced kinds. */
export interface Call {
  readonly name: string;
  /** What stands for the file descriptor, such as `</data/sup.db-wal>` or `<TCP:[127.0.0.1:4000->127.0.0.1:5000]>`. */
  readonly target: string;
  readonly text: string;
  /** Numbers of the lines where it began and where it returned; it has not returned if there is no end. */
  readonly begin: number;
  end: number | undefined;
  result: number | undefined;
}

const started = /^(\d+)\s+(\w+)\((\d+)(<(?:[^<>]|->|<[^<>]*>)*>)?(.*)$/s;
const resumed = /^(\d+)\s+<\.\.\. (\w+) resumed>.*\)\s+= (-?\d+)/s;
const returned = /\)\s+= (-?\d+)(?: .*)?$/s;

/** All calls on descriptors, in the order in which they began. */
export function readTrace(trace: string): Call[] {
  const calls: Call[] = [];
  const open = new Map<string, Call>();
  for (const [index, line] of trace.split('\n').entries()) {
    const [, thread, name, result] = resumed.exec(line) ?? [];
    const call = open.get(`${thread} ${name}`);
    if (call) {
      open.delete(`${thread} ${name}`);
      Object.assign(call, { end: index, result: Number(result) });
      continue;
    }
    const begun = readCall(line, index);
    if (!begun) continue;
    calls.push(begun.call);
    if (begun.call.end === undefined) open.set(`${begun.thread} ${begun.call.name}`, begun.call);
  }
  return calls;
}

function readCall(line: string, index: number): { thread: string; call: Call } | undefined {
  const [, thread, name, , target = '', text = ''] = started.exec(line) ?? [];
  if (thread === undefined || name === undefined) return undefined;
  const result = line.endsWith('<unfinished ...>') ? undefined : returned.exec(line)?.[1];
  const done = result === undefined ? undefined : { end: index, result: Number(result) };
  const call = { name, target, text, begin: index, end: done?.end, result: done?.result };
  return { thread, call };
}

/** How a message showed up in the trace; or what was wrong with it, in words. */
export type Proof = { readonly stored: Call; readonly synced: Call; readonly left: Call } | string;

/**
 * Proves for one message that its commit was on the disk before a word of it left: the write-ahead log got its body,
 * then a sync of that file returned, and only then any socket got the body or the id.
 */
export function proveDurable(calls: readonly Call[], message: { body: string; id: string }): Proof {
  const isSocket = ({ target }: Call) => /^<(TCP|UNIX|socket)/.test(target);
  const stored = calls.find(
    ({ name, target, text }) =>
      name === 'pwrite64' && target.endsWith('.db-wal>') && text.includes(message.body),
  );
  if (!stored) return `${message.body} was never written to the write-ahead log`;
  const left = calls.find(
    (call) => isSocket(call) && (call.text.includes(message.id) || call.text.includes(message.body)),
  );
  if (!left) return `${message.body} never left on a socket`;
  const synced = calls.find(
    ({ name, target, begin, result }) =>
      (name === 'fdatasync' || name === 'fsync') &&
      target === stored.target &&
      begin > (stored.end ?? Number.POSITIVE_INFINITY) &&
      result === 0,
  );
  if (!synced) return `${message.body} was never synced`;
  if ((synced.end ?? Number.POSITIVE_INFINITY) > left.begin) {
    return `${message.body} left at line ${left.begin}, before its sync returned at line ${synced.end}`;
  }
  return { stored, synced, left };
}
