/** What a chat keeps, and for how long. */
export const lifecycle = {
  keeping: 'What stays',
  editHistory: 'Keep earlier versions',
  editHistoryHint: 'Everyone here can see what an edited message said before',
  tombstones: 'Deleted messages leave a trace',
  tombstonesHint: 'Off: nothing shows that there was a message',
  versions: 'Earlier versions',
  noVersions: 'No earlier versions are kept.',
  nowSince: (time: string) => `Now, since ${time}`,
  unreadable: 'This version cannot be shown here.',
  system: {
    editHistoryOn: '{by} turned on earlier versions of edited messages',
    editHistoryOff: '{by} turned off earlier versions of edited messages',
    tombstonesOn: '{by} made deleted messages leave a trace',
    tombstonesOff: '{by} made deleted messages leave no trace',
  },
};
