/** How far each person has come in each room: both numbers only grow. */
export interface CursorsTable {
  room: string;
  user: string;
  delivered: number;
  read: number;
  /** What others see of it: less, where some of it was received or read while receipts were hidden. */
  told_delivered: number;
  told_read: number;
}

/** When a person's cursor came where, in rooms small enough that members are told of each other. A row an advance. */
export interface DeliveryReceiptsTable {
  room: string;
  user: string;
  kind: 'delivered' | 'read';
  up_to_seq: number;
  at: number;
}
