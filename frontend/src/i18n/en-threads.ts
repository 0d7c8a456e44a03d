import { count } from './en-grammar';

/** The words about threads. */
export const thread = {
  title: 'Thread',
  in: (room: string) => `a thread in ${room}`,
  reply: 'Reply in thread',
  open: 'open thread',
  summary: (replies: number, last: string) => `${count(replies, 'reply', 'replies')} · last ${last}`,
  unread: (total: number) => count(total, 'unread reply', 'unread replies'),
  mentioned: 'You are mentioned',
  follow: 'Follow this thread',
  unfollow: 'Stop following this thread',
  gone: 'This thread is not here, or not for you to see.',
  list: 'Threads',
  none: 'No threads yet',
  noneHint: 'Threads that you start, reply in or are mentioned in come here.',
  deleted: 'Message deleted',
};
