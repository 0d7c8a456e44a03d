import { count } from './en-grammar';

const units = [
  [86_400, 'day', 'days'],
  [3_600, 'hour', 'hours'],
  [60, 'minute', 'minutes'],
  [1, 'second', 'seconds'],
] as const;

/** A length of time in its largest whole unit. */
function lengthOf(seconds: number): string {
  const [unit, one, other] = units.find(([size]) => seconds % size === 0) ?? [1, 'second', 'seconds'];
  return count(seconds / unit, one, other);
}

/** What a chat keeps, and for how long. */
export const lifecycle = {
  keeping: 'What stays',
  history: 'New people see',
  historyHint: 'Counts for everyone who joins from now on',
  historyFrom: {
    all: 'Everything',
    invited: 'From their invitation',
    joined: 'From joining',
  },
  historyAbout: {
    all: 'All that was ever said here',
    invited:
      'From when they were added, asked to join, or got a link that only they can use. By a link for several, from joining.',
    joined: 'Only what is said once they are here',
  },
  editHistory: 'Keep earlier versions',
  editHistoryHint: 'Everyone here can see what an edited message said before',
  tombstones: 'Deleted messages leave a trace',
  tombstonesHint: 'Off: nothing shows that there was a message',
  disappear: 'Disappearing messages',
  disappearHint: 'New messages go for everyone after this time',
  disappearOff: 'Off',
  disappearAfter: (seconds: number) => `After ${lengthOf(seconds)}`,
  retention: 'Keep messages',
  retentionHint: 'Older ones are deleted for everyone',
  retentionOff: 'For good',
  retentionFor: (days: number) => `For ${count(days, 'day', 'days')}`,
  expires: (time: string) => `Disappears ${time}`,
  versions: 'Earlier versions',
  noVersions: 'No earlier versions are kept.',
  nowSince: (time: string) => `Now, since ${time}`,
  unreadable: 'This version cannot be shown here.',
  system: {
    history: '{by} set what new people see: {name}',
    editHistoryOn: '{by} turned on earlier versions of edited messages',
    editHistoryOff: '{by} turned off earlier versions of edited messages',
    tombstonesOn: '{by} made deleted messages leave a trace',
    disappearOn: '{by} set messages to disappear: {name}',
    disappearOff: '{by} turned off disappearing messages',
    retentionOn: '{by} set how long messages are kept: {name}',
    retentionOff: '{by} set messages to be kept for good',
    tombstonesOff: '{by} made deleted messages leave no trace',
  },
};
