// What every local store must do. It runs under vitest on Node and Bun, and in a page in Chromium: so it brings its own
// way to say what it expects, and throws when it is not so.
import type { RoomId } from '@sup/protocol';
import type { Change, LocalStore } from '../src/local-store.ts';
import type { Draft } from '../src/records.ts';

export interface ContractCase {
  readonly name: string;
  run(open: OpenStore): Promise<void>;
}
/** Opens the store of a name; the same name again, after close, has what was written. */
export type OpenStore = (name: string) => LocalStore;

const draft = (text: string): Draft => ({ text, at: 1 });
const put = (key: string, text = key): Change => ({ table: 'drafts', key, value: draft(text) });

export const contract: readonly ContractCase[] = [
  {
    name: 'a row comes back as it went in, and an absent one is undefined',
    async run(open) {
      const store = open('round-trip');
      const text = 'ünï \u{1f468}\u200d\u{1f469}\u200d\u{1f467} "\\\u2028';
      await store.write([put('a', text)]);
      same(await store.get('drafts', 'a'), draft(text));
      same(await store.get('drafts', 'b'), undefined);
      same(await store.get('meta', 'a'), undefined);
      await store.close();
    },
  },
  {
    name: 'values may be anything of JSON, also null, false and 0; undefined fields are left out',
    async run(open) {
      const store = open('values');
      for (const value of [null, false, 0, '', [], { a: [1, { b: null }] }]) {
        await store.write([{ table: 'meta', key: 'k', value }]);
        same(await store.get('meta', 'k'), value);
      }
      await store.write([{ table: 'meta', key: 'k', value: { a: 1, b: undefined } }]);
      same(Object.keys((await store.get('meta', 'k')) as object), ['a']);
      await store.close();
    },
  },
  {
    name: 'rows are listed by prefix, ascending, and the last of them on demand',
    async run(open) {
      const store = open('list');
      await store.write(['b:2', 'a:10', 'b:1', 'c', 'b:3', 'b'].map((key) => put(key)));
      const keys = async (prefix?: string, last?: number) =>
        (await store.list('drafts', prefix, last)).map(({ key }) => key);
      same(await keys(), ['a:10', 'b', 'b:1', 'b:2', 'b:3', 'c']);
      same(await keys('b:'), ['b:1', 'b:2', 'b:3']);
      same(await keys('b:', 2), ['b:2', 'b:3']);
      same(await keys('', 1), ['c']);
      same(await keys('nothing'), []);
      await store.close();
    },
  },
  {
    name: 'a group is done in its order: a prefix removed first and written after is there',
    async run(open) {
      const store = open('order');
      await store.write([put('a:1'), put('a:2'), put('b')]);
      await store.write([{ table: 'drafts', prefix: 'a:' }, put('a:3'), { table: 'drafts', key: 'b' }]);
      same(
        (await store.list('drafts')).map(({ key }) => key),
        ['a:3'],
      );
      await store.close();
    },
  },
  {
    name: 'a group is done whole or not at all',
    async run(open) {
      const store = open('atomic');
      await store.write([put('a', 'before')]);
      const circular: { self?: unknown } = {};
      circular.self = circular;
      const bad: Change[] = [put('a', 'after'), put('new'), { table: 'meta', key: 'bad', value: circular }];
      await rejects(store.write(bad));
      same(await store.get('drafts', 'a'), draft('before'));
      same(await store.get('drafts', 'new'), undefined);
      await store.close();
    },
  },
  {
    name: 'groups are done in the order of their calls, and a read sees those called before it',
    async run(open) {
      const store = open('sequence');
      const writes = Array.from({ length: 50 }, (_, at) => store.write([put('a', String(at))]));
      same(await store.get('drafts', 'a'), draft('49'));
      await Promise.all(writes);
      await store.close();
    },
  },
  {
    name: 'what resolved is there after closing and opening again',
    async run(open) {
      const first = open('durable');
      await first.write([put('a'), { table: 'rooms', key: 'x', prefix: 'none' } as Change]);
      await first.close();
      const second = open('durable');
      same(await second.get('drafts', 'a'), draft('a'));
      await second.close();
    },
  },
  {
    name: 'every table is apart from the others',
    async run(open) {
      const store = open('tables');
      const room = 'room' as RoomId;
      await store.write([
        { table: 'state', key: room, value: 1 },
        { table: 'meta', key: room, value: 2 },
      ]);
      await store.write([{ table: 'state', prefix: '' }]);
      same(await store.get('meta', room), 2);
      same(await store.list('state'), []);
      await store.close();
    },
  },
];

function same(actual: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`expected ${b}, got ${a}`);
}

async function rejects(promise: Promise<unknown>): Promise<void> {
  let isDone = false;
  try {
    await promise;
    isDone = true;
  } catch {
    // As it should.
  }
  if (isDone) throw new Error('expected a rejection');
}
