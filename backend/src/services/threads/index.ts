export { createThreads, type ThreadsParts } from './create-threads.ts';
