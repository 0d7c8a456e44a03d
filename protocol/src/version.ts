/** The version of the wire. A change of any schema needs a new one: `version.test.ts` says what to do. */
export const version = 1;
/** The WebSocket subprotocol. */
export const subprotocol = 'sup.v1';
export const socketPath = '/ws';
export const apiPath = '/api/v1';
