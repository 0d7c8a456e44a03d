import { count } from './en-grammar';

/** The words about what is kept for later. */
export const later = {
  title: 'Later',
  views: 'Show',
  saved: 'Saved',
  save: 'Save message',
  unsave: 'Remove from saved',
  savedNotice: 'Saved. It is under Later.',
  full: (max: number) => `You have saved ${count(max, 'message', 'messages')}; remove some first.`,
  noneSaved: 'Nothing saved yet',
  noneSavedHint: 'Save a message from its menu to find it again here, on all your devices.',
  savedAt: (time: string) => `Saved ${time}`,
  deleted: 'Message deleted',
  gone: 'This message is no longer here for you to see.',
  somewhere: 'A chat you are not in',
};
