// Where messages are, as the logs of all rooms say it: each at one place, and at no other is anything of it left (R183).
import type { Entry, MessageId } from '@sup/protocol';
import type { Logs, Violation } from './violation.ts';

type Message = Extract<Entry, { kind: 'message' }>;

/** A message at one of the places where it was. */
interface Stay {
  readonly where: string;
  readonly entry: Message;
  isHere: boolean;
}

/** What is wrong with where messages are. */
export function checkPlaces(logs: Logs): Violation[] {
  const stays = new Map<MessageId, Stay[]>();
  const found = [...logs].flatMap(([room, log]) => log.flatMap((entry) => follow(stays, room, entry)));
  for (const [id, all] of stays) found.push(...checkStays(id, all));
  return found;
}

/** Notes what an entry says of where messages are. */
function follow(stays: Map<MessageId, Stay[]>, room: string, entry: Entry): Violation[] {
  if (entry.kind === 'message') add(stays, { where: `${room} ${entry.seq}`, entry, isHere: true });
  if (entry.kind !== 'move' && entry.kind !== 'return') return [];
  const where = `${room} ${entry.targetSeq}`;
  const stay = stays.get(entry.target)?.find((one) => one.where === where);
  const isHere = entry.kind === 'return';
  if (stay === undefined || stay.isHere === isHere)
    return [`misplaced: ${room} ${entry.seq} is a ${entry.kind} of what is not so`];
  stay.isHere = isHere;
  return [];
}

function add(stays: Map<MessageId, Stay[]>, stay: Stay): void {
  const known = stays.get(stay.entry.id);
  if (known) known.push(stay);
  else stays.set(stay.entry.id, [stay]);
}

function checkStays(id: MessageId, stays: readonly Stay[]): Violation[] {
  const here = stays.filter(({ isHere }) => isHere);
  const found: Violation[] = [];
  if (here.length > 1) found.push(`doubled: ${id} is at ${here.map(({ where }) => where).join(' and ')}`);
  if (here.length === 0) found.push(`lost: ${id} was moved from ${stays[0]?.where} to nowhere`);
  const left = stays.find(({ isHere, entry }) => !isHere && entry.body !== null);
  if (left) found.push(`body differs: ${id} has left its own at ${left.where}`);
  const authors = new Set(stays.map(({ entry }) => entry.by));
  if (authors.size > 1) found.push(`misplaced: ${id} is by several people`);
  return found;
}
