// The end of a turn of the event loop: first rooms hand out what came for them, then each connection writes once, all it
// got. So an ack and the entry it is about share one write, and a commit of many rooms needs one wake-up, not one a room.
import type { Clock } from '../clock.ts';

/** A room with entries to hand out. */
interface Waiting {
  flush(): void;
}

/** A connection with frames to write. */
interface Writing {
  write(): void;
}

export class Turn {
  readonly #clock: Pick<Clock, 'soon'>;
  readonly #rooms: Waiting[] = [];
  readonly #connections: Writing[] = [];
  #isScheduled = false;

  constructor(clock: Pick<Clock, 'soon'>) {
    this.#clock = clock;
  }

  /** `room.flush` is called once for this call, before anything is written. */
  flushLater(room: Waiting): void {
    this.#rooms.push(room);
    this.#schedule();
  }

  /** `connection.write` is called once for this call; connections write in the order in which they asked. */
  writeLater(connection: Writing): void {
    this.#connections.push(connection);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#clock.soon(() => this.#end());
  }

  #end(): void {
    // Both lists may grow while they are walked; what is added then is taken as well.
    for (const room of this.#rooms) room.flush();
    this.#rooms.length = 0;
    for (const connection of this.#connections) connection.write();
    this.#connections.length = 0;
    this.#isScheduled = false;
  }
}
