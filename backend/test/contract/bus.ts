// What every driver of Bus promises (src/bus/bus.ts).
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bus, type RoomEvent, topics } from '../../src/bus/bus.ts';
import { freshId } from './room-scribe.ts';

/** A bus, and a promise that everything published so far has been handed out. */
export interface BusUnderTest {
  readonly bus: Bus;
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Runs the suite on busses that `open` opens. */
export function busContract(driver: string, open: () => Promise<BusUnderTest>): void {
  describe(`Bus on ${driver}`, () => {
    const room = freshId<'RoomId'>();
    const topic = topics.room(room);
    const user = freshId<'UserId'>();
    const typing = (on: boolean): RoomEvent => ({ type: 'typing', room, user, on });
    let under: BusUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    test('an event reaches every subscriber of its topic and nobody else', async () => {
      const heard: string[] = [];
      const second = { hear: () => void heard.push('second') };
      under.bus.subscribe(topic, { hear: () => void heard.push('first') });
      under.bus.subscribe(topic, second);
      under.bus.subscribe(topic, second);
      under.bus.subscribe(topics.room(freshId<'RoomId'>()), { hear: () => void heard.push('elsewhere') });
      under.bus.publish(topic, typing(true));
      await under.flush();
      expect(heard).toEqual(['first', 'second']);
    });

    test('events of one topic keep their order, also those that a listener publishes', async () => {
      const first: RoomEvent[] = [];
      const second: RoomEvent[] = [];
      under.bus.subscribe(topic, {
        hear(event) {
          first.push(event);
          if (first.length === 1) under.bus.publish(topic, typing(false));
        },
      });
      under.bus.subscribe(topic, { hear: (event) => void second.push(event) });
      under.bus.publish(topic, typing(true));
      await under.flush();
      expect(first).toEqual([typing(true), typing(false)]);
      expect(second).toEqual(first);
    });

    test('whoever has ended a subscription hears nothing more, even of the event that is being handed out', async () => {
      const heard: string[] = [];
      const second = { hear: () => void heard.push('second') };
      under.bus.subscribe(topic, { hear: () => under.bus.unsubscribe(topic, second) });
      under.bus.subscribe(topic, second);
      under.bus.publish(topic, typing(true));
      await under.flush();
      expect(heard).toEqual([]);
      under.bus.unsubscribe(topic, second);
    });

    test('a subscription is from now on', async () => {
      const heard: string[] = [];
      under.bus.publish(topic, typing(true));
      await under.flush();
      under.bus.subscribe(topic, { hear: () => void heard.push('late') });
      await under.flush();
      expect(heard).toEqual([]);
    });
  });
}
