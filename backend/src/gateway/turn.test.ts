import { FakeClock } from '@sup/testkit';
import { expect, test } from 'vitest';
import { edited, FanOutWorld, said } from '../../test/fan-out-world.ts';
import { Turn } from './turn.ts';

test('rooms hand out before connections write, and both take what comes meanwhile', async () => {
  const clock = new FakeClock();
  const turn = new Turn(clock);
  const done: string[] = [];
  const connection = (name: string) => ({ write: () => void done.push(`write ${name}`) });
  const room = (name: string, next: () => void = () => undefined) => ({
    flush: () => {
      done.push(`flush ${name}`);
      next();
    },
  });
  turn.writeLater(connection('first'));
  turn.flushLater(room('a', () => turn.flushLater(room('b', () => turn.writeLater(connection('second'))))));
  expect(done).toEqual([]);
  await clock.advance(0);
  expect(done).toEqual(['flush a', 'flush b', 'write first', 'write second']);
  turn.writeLater(connection('third'));
  await clock.advance(0);
  expect(done.at(-1)).toBe('write third');
});

test('an ack and the entry it is about leave in one write, the ack first', async () => {
  const world = new FanOutWorld();
  const ann = await world.connect();
  await world.settle();
  ann.writes.length = 0;
  world.publish(said('one'));
  ann.connection.deliver('{"type":"reply","to":1,"result":{}}');
  await world.settle();
  expect(ann.frames.slice(-2).map(({ type }) => type)).toEqual(['reply', 'entries']);
  expect(ann.writes).toEqual([2]);
});

test('what was delivered before a goodbye is written before it, and nothing after it', async () => {
  const world = new FanOutWorld();
  const ann = await world.connect();
  await world.settle();
  ann.connection.deliver('{"type":"pong","heads":{},"rev":0}');
  ann.connection.end('going-away');
  world.publish(said('one'), edited(1, 'two'));
  await world.settle();
  expect(ann.frames.slice(-2).map(({ type }) => type)).toEqual(['pong', 'bye']);
});
