import { count } from './en-grammar';

/** Deleting a chat for everyone, and giving it back. */
export const deletion = {
  title: 'Delete chat',
  hint: 'For everyone in it. It can be restored for a while.',
  question: (room: string) => `Delete ${room}?`,
  now: (people: number) =>
    `It disappears for ${people === 1 ? 'you' : `everyone in it (${count(people, 'member', 'members')})`}: nobody reads or writes in it any more, and its invitations, bots and webhooks stop.`,
  until: (time: string, withAdmins: boolean) =>
    `Until ${time}, ${withAdmins ? 'owners and admins' : 'its owners'} still see it and can restore it, as everyone left it.`,
  afterwards: 'After that, everything that was said in it is gone for good.',
  atOnce: 'It cannot be restored: everything that was said in it is gone for good.',
  action: 'Delete chat',
  banner: (time: string) => `This chat is deleted. It can be restored until ${time}.`,
  restore: 'Restore',
  restored: (room: string) => `${room} is back for everyone`,
  chats: 'Deleted',
  goneOn: (time: string) => `Gone for good: ${time}`,
  cannotWrite: 'This chat is deleted. Restore it to go on.',
};
