// The contract without its schemas: all that a client needs at run time. zod is in no file that this one loads,
// which saves the web client its weight and lets the core run on engines that zod does not.

export { type Address, addresses } from './api/addresses.ts';
export { audienceOf, audiences, meantAs, rolesOf, withFormerRole } from './audience.ts';
export { deletionAfter } from './deletion.ts';
export { type DownType, downTypes } from './down/types.ts';
export { type ErrorCode, type ErrorDetails, type ErrorRow, errors, SupError } from './errors.ts';
export { decodeDown, encode } from './frame-json.ts';
export { type Limits, limits } from './limits.ts';
export { encodeId, makeId } from './make-id.ts';
export { cutMarkup } from './markup/cut-markup.ts';
export { mentionText, roomMentionName } from './markup/mention.ts';
export { mentionsIn } from './markup/mentions-in.ts';
export { parseMarkup } from './markup/parse-markup.ts';
export { inlineText, plainText, previewText } from './markup/plain-text.ts';
export { pollText, readPoll } from './poll-text.ts';
export { lowestRole, mayGrant, outranks, rankOf, rights, roles, rolesFor } from './rights.ts';
export { forever, historyNow, isPublic, withSettings } from './room-settings.ts';
export { rangesOf, sightFrom, stays, wholeSight } from './sight.ts';
export { isClientKey, stateKey } from './state-key.ts';
export { codePoints, excerpt, isKeepable, utf8Length } from './text.ts';
export { apiPath, socketPath, subprotocol, version } from './version.ts';
