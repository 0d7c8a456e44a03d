import { type DeviceId, encodeId, type UserId } from '@sup/protocol';

/** Stands for the account of what nobody did: an entry that the server makes by itself. */
export const nobody = encodeId<'UserId'>(new Uint8Array(16)) as UserId;
/** The same for the device. */
export const nowhere = encodeId<'DeviceId'>(new Uint8Array(16)) as DeviceId;
