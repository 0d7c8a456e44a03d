import type { ReceiptStatus, ReceiptsView } from '@sup/protocol';
import { count } from './en-grammar';

type Because = Extract<ReceiptsView, { told: 'nothing' }>['because'];

const because: Record<Because, string> = {
  'mine-hidden':
    'You hide your own receipts, so you do not see those of others. You can change this in Settings.',
  room: 'Receipts are turned off in this chat.',
  reply: 'In larger chats it is not known who has read a reply.',
};

const groups: Record<ReceiptStatus, string> = {
  read: 'Read',
  delivered: 'Delivered',
  sent: 'Not delivered yet',
};

/** The words about who has received and read what. */
export const receipts = {
  info: 'Message info',
  sentAt: (time: string) => `Sent ${time}`,
  groups,
  nothing: (reason: Because) => because[reason],
  nobody: 'Nobody else here shows when they receive or read messages.',
  count: (read: number) =>
    read === 0 ? 'Nobody has read it yet' : `Read by ${count(read, 'person', 'people')}`,
  countHint: 'In larger chats only the number is known. Whoever hides their receipts is not counted.',
  privacy: 'Privacy',
  mine: 'Receipts',
  mineHint: 'Others see when you have received and read their messages, and you see when they have',
  room: 'Receipts',
  roomHint: 'People see who has received and read messages here',
};
