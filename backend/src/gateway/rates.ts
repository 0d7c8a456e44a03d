import type { Rate } from './token-bucket.ts';

/** Classes of operation, each with a bucket of its own in a connection. */
export type OperationClass = 'write' | 'read' | 'light';

/**
 * What one connection may ask. Beyond it an ask is refused with rate-limited, and what is not answered is dropped.
 * A client that comes back from a long time offline opens rooms and empties an outbox: the bursts leave room for that.
 */
export const operationRates: Readonly<Record<OperationClass, Rate>> = {
  write: { burst: 120, perSecond: 20 },
  read: { burst: 600, perSecond: 60 },
  light: { burst: 120, perSecond: 20 },
};

/** Frames of any kind; whoever sends more is closed with 4009. A large frame counts for several. */
export const frameRate: Rate = { burst: 1_500, perSecond: 200 };
export const bytesPerFrameCount = 4_096;

/** Upgrades that the server admits in all, and how many connections of one address may stand before their hello. */
export const upgradeRate: Rate = { burst: 6_000, perSecond: 3_000 };
export const greetingPerAddressMax = 4_096;
export const connectionsMax = 18_000;
