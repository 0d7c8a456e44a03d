import { count } from './en-grammar';

/** The words about people who are new to one: what they begin waits until it is accepted. */
export const contacts = {
  title: 'Requests',
  waiting: (total: number) => (total > 99 ? 'more than 99 requests' : count(total, 'request', 'requests')),
  hint: 'From people you share no chat with. They are told nothing until you accept.',
  none: 'No requests',
  noneHint: 'When somebody new writes to you, it waits here until you accept it.',
  writes: 'wants to write to you',
  adds: (room: string) => `added you to ${room}`,
  about: (handle: string) => `@${handle}`,
  inGroup: (room: string, total: number) => `${room}, ${count(total, 'member', 'members')}`,
  from: (name: string) => `Request from ${name}`,
  silent: (name: string) => `${name} does not know that you are looking, and is told nothing if you say no.`,
  nothingSaid: 'Nothing was written yet.',
  newest: 'What was written',
  deleted: 'Message deleted',
  accept: 'Accept',
  acceptLabel: (name: string) => `Accept the request from ${name}`,
  open: (name: string, what: string) => `${name} ${what}, look at the request`,
  decline: 'Decline',
  block: 'Block',
  report: 'Report',
  more: 'Show more',
  declineTitle: (name: string) => `Decline the request from ${name}?`,
  declineBody: 'You will not see what was written, nor what comes. They are not told.',
  blockTitle: (name: string) => `Block ${name}?`,
  blockBody:
    'The request goes, and nothing they write to you is shown. They are not told. You can unblock them later.',
  reportTitle: (name: string) => `Report ${name}?`,
  reportBody:
    'The administrators of this server learn that you report them, not what was written. They are blocked, and not told.',
  gone: 'This request does not wait any more.',
};
