/** The words about commands that are written with a slash. */
export const slash = {
  line: 'Command',
  topic: { description: 'Change the topic of this chat', text: 'topic', hint: 'the new topic' },
  invite: { description: 'Add somebody to this chat', person: 'person', hint: 'their @username' },
  mute: {
    description: 'Mute this chat for you',
    time: 'time',
    hint: '1h, 8h, week or off; until you change it if left out',
  },
  leave: { description: 'Leave this chat' },
  shrug: { description: 'Say it with a shrug', text: 'words', hint: 'what stands before it' },
  optional: (name: string) => `[${name}]`,
  unknown: (name: string) => `There is no command /${name} here. Begin with // to send it as text.`,
  missing: (name: string, argument: string) => `/${name} needs ${argument}.`,
  wrong: (argument: string, hint: string) => `That is no ${argument}: ${hint}.`,
  tooMuch: (name: string) => `/${name} takes less than that.`,
  notLater: 'A command cannot be sent later.',
  nobody: (handle: string) => `There is nobody called @${handle}.`,
  done: {
    topic: 'The topic is changed',
    invite: (name: string) => `${name} is added`,
    muted: 'This chat is muted',
    unmuted: 'This chat is not muted any more',
  },
};
