/** People without an account, who come by a link to one chat. */
export const guests = {
  audience: 'For whom',
  audiences: { accounts: 'People with an account', guests: 'Guests' },
  linkHint:
    'They need no account, only a name, and see nothing but this chat. When the link ends or you take it back, they are out, unless they have made an account.',
  active: 'for guests',
  until: (time: string) => `Guest until ${time}`,
  banner: (time: string) => `You are here as a guest until ${time}`,
  about: (time: string) =>
    `You need no account. You can read and write in this chat until ${time}. Then you are out, and your name is removed, unless you make an account.`,
  name: 'Your name',
  nameHint: 'This is how people see you here.',
  enter: 'Join as a guest',
  hasAccount: 'This link is for people without an account, and you are signed in.',
  ended: 'Your visit as a guest has ended.',
  keep: 'Make my account',
  keepHint: (time: string) =>
    `Choose a username and a password, and you are no guest any more: you stay after ${time}, and what you wrote stays yours.`,
  invite: 'Invitation code',
  inviteHint: 'The code, or the link that has it',
  signOutBody: 'You leave the chat, and cannot come back as this guest.',
};
