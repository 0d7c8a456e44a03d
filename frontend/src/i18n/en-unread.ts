/** The words about what is unread. */
export const unread = {
  fromHere: 'Mark unread from here',
  markAll: 'Mark all as read',
  allMarked: 'Everything is marked as read',
  undo: 'Undo',
};
