export { createOwnStream, type OwnStreamParts } from './create-own-stream.ts';
export type { OwnStream, OwnStreamStore } from './own-stream.ts';
