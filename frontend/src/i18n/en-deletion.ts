import { count } from './en-grammar';

const everyone = (people: number): string =>
  people === 1 ? 'you' : `everyone in it (${count(people, 'member', 'members')})`;
const keepers = (withAdmins: boolean): string => (withAdmins ? 'owners and admins' : 'its owners');

/** Deleting a chat or a space for everyone, and giving it back. */
export const deletion = {
  question: (room: string) => `Delete ${room}?`,
  restore: 'Restore',
  restored: (room: string) => `${room} is back for everyone`,
  chats: 'Deleted',
  goneOn: (time: string) => `Gone for good: ${time}`,
  cannotWrite: 'This chat is deleted. Restore it to go on.',
  chat: {
    title: 'Delete chat',
    hint: 'For everyone in it. It can be restored for a while.',
    now: (people: number) =>
      `It disappears for ${everyone(people)}: nobody reads or writes in it any more, and its invitations, bots and webhooks stop.`,
    until: (time: string, withAdmins: boolean) =>
      `Until ${time}, ${keepers(withAdmins)} still see it and can restore it, as everyone left it.`,
    afterwards: 'After that, everything that was said in it is gone for good.',
    atOnce: 'It cannot be restored: everything that was said in it is gone for good.',
    banner: (time: string) => `This chat is deleted. It can be restored until ${time}.`,
  },
  space: {
    title: 'Delete space',
    hint: 'For everyone in it. Its chats stay, and it can be restored for a while.',
    now: (people: number) =>
      `It disappears for ${everyone(people)}: nobody finds or joins anything by it any more, and its invitations stop. The chats and spaces in it stay, with everyone in them and all that was said. They only lose their place here.`,
    until: (time: string, withAdmins: boolean) =>
      `Until ${time}, ${keepers(withAdmins)} still see it and can restore it, with what is in it now.`,
    afterwards: 'After that it is gone for good, and its chats still stay.',
    atOnce: 'It cannot be restored.',
    banner: (time: string) => `This space is deleted. It can be restored until ${time}.`,
  },
};
