export { createOwnStream } from './create-own-stream.ts';
export type { OwnStreamStore } from './own-stream.ts';
