// Default deny at the door: what does not say who may use it is not served at all.
import { api, framePolicies, policyFault } from '@sup/protocol';
import { startServerHere } from '@sup/testkit';
import { describe, expect, onTestFinished, test } from 'vitest';

/** Puts something into a table of the protocol until the test is over. */
function plant(table: object, name: string, value: object | undefined): void {
  const before = Object.getOwnPropertyDescriptor(table, name);
  onTestFinished(() => {
    if (before) Object.defineProperty(table, name, before);
    else Reflect.deleteProperty(table, name);
  });
  Object.defineProperty(table, name, { value, configurable: true, enumerable: true, writable: true });
}

const { get } = api.rooms;

describe('R190: a server does not start with', () => {
  const { rooms } = api;
  const route = (change: object) => ({ table: rooms, name: 'get', value: { ...get, ...change } });
  const frame = (name: string, value?: object) => ({ table: framePolicies, name, value });
  test.each([
    { what: 'a route without a policy', ...route({ policy: undefined }), why: 'rooms.get has no policy' },
    { what: 'a policy of no words', ...route({ policy: [] }), why: 'rooms.get has no policy' },
    { what: 'a policy that nobody knows', ...route({ policy: ['member', 'all'] }), why: 'all, which nobody' },
    {
      what: 'a right that does not exist',
      ...route({ policy: 'right:fly' }),
      why: 'right:fly, which nobody',
    },
    { what: 'a need of bots that nobody knows', ...route({ bot: 'all' }), why: 'wants all of a bot' },
    { what: 'a room open to whoever is signed in', ...route({ policy: 'user' }), why: 'names a room' },
    {
      what: 'members of no room',
      table: rooms,
      name: 'list',
      value: { ...rooms.list, policy: 'member' },
      why: 'rooms.list names no room',
    },
    { what: 'a frame without a policy', ...frame('message.send'), why: 'message.send has no policy' },
    {
      what: 'a frame that forgets its room',
      ...frame('typing', { policy: 'user' }),
      why: 'typing names a room',
    },
  ])('R190: $what', async ({ table, name, value, why }) => {
    plant(table, name, value);
    await expect(startServerHere().then((server) => server.stop())).rejects.toThrow(why);
  });

  test('R190: nothing is wrong with what there is, so the cases above fail for their own reasons', async () => {
    await using server = await startServerHere();
    expect((await fetch(`${server.url}/api/v1/openapi.json`)).status).toBe(200);
    expect(policyFault(get, { namesRoom: true })).toBeUndefined();
  });
});
