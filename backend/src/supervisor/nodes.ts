import type { ChildSpec, GroupSpec, MemberSpec } from './tree-spec.ts';

/** Where the process of a child stands. */
export type ProcessState =
  | { is: 'down' }
  | { is: 'starting'; sinceMs: number }
  | { is: 'ready'; readyMs: number; heardMs: number; beatsOverMemory: number }
  /** Asked to drain. */
  | { is: 'stopping'; sinceMs: number; readyMs: number }
  /** SIGKILL was sent; `readyMs` is there if it had been ready. */
  | { is: 'killed'; readyMs: number | undefined }
  /** A temporary child that ended by itself. */
  | { is: 'ended' };

/** A child and what the supervisor remembers of it. */
export interface ChildNode {
  readonly type: 'child';
  readonly spec: ChildSpec;
  readonly parent: GroupNode;
  process: ProcessState;
  /** To be stopped by decision, so that its end is no failure. */
  doomed: boolean;
  /** Whether those started after it need not wait for it any more. */
  settled: boolean;
  everReady: boolean;
  restarts: number;
  startNotBeforeMs: number;
}

/** A group and what the supervisor remembers of it. */
export interface GroupNode {
  readonly type: 'group';
  readonly spec: GroupSpec;
  readonly parent: GroupNode | undefined;
  readonly members: Node[];
  /** Counted restarts within the period. */
  restartTimesMs: number[];
  off: boolean;
  /** Failed as a whole: every process in it has to be gone before the first is started again. */
  emptying: boolean;
  startNotBeforeMs: number;
}

export type Node = ChildNode | GroupNode;

/** Makes the nodes of a group and everything below it. */
export function growGroup(spec: GroupSpec, parent?: GroupNode): GroupNode {
  const group: GroupNode = {
    type: 'group',
    spec,
    parent,
    members: [],
    restartTimesMs: [],
    off: false,
    emptying: false,
    startNotBeforeMs: 0,
  };
  group.members.push(...spec.members.map((member) => growMember(member, group)));
  return group;
}

function growMember(spec: MemberSpec, parent: GroupNode): Node {
  if (spec.type === 'group') return growGroup(spec, parent);
  return {
    type: 'child',
    spec,
    parent,
    process: { is: 'down' },
    doomed: false,
    settled: false,
    everReady: false,
    restarts: 0,
    startNotBeforeMs: 0,
  };
}

/** The children of a node in the order in which they start. */
export function childrenOf(node: Node): ChildNode[] {
  return node.type === 'child' ? [node] : node.members.flatMap(childrenOf);
}

/** The groups of a node, itself included. */
export function groupsOf(node: Node): GroupNode[] {
  return node.type === 'child' ? [] : [node, ...node.members.flatMap(groupsOf)];
}

/** Whether there is a process, in whatever state. */
export function isRunning(child: ChildNode): boolean {
  return child.process.is !== 'down' && child.process.is !== 'ended';
}

/** Whether those behind the node may start. */
export function isSettled(node: Node): boolean {
  return node.type === 'child' ? node.settled : node.off || node.members.every(isSettled);
}

/** The nearest group around the node that would rather be switched off than fail. */
export function degradableAround(node: Node): GroupNode | undefined {
  for (let group = node.parent; group; group = group.parent) {
    if (group.spec.whenExhausted === 'degrade') return group;
  }
  return undefined;
}
