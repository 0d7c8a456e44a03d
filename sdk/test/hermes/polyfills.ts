// What Hermes 0.12 lacks and current engines have. Only this harness needs it: newer Hermes, and every other engine that
// the sdk runs on, has all of it. Loaded before anything else.

type Found<Value> = (value: Value, index: number, all: readonly Value[]) => unknown;

function define(target: object, name: string, value: unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

define(Object, 'hasOwn', (target: object, name: string) => Object.hasOwn(target, name));
define(Array.prototype, 'at', function at<Value>(this: readonly Value[], index: number) {
  return this[index < 0 ? this.length + index : index];
});
define(Array.prototype, 'findLast', function findLast<Value>(this: readonly Value[], is: Found<Value>) {
  for (let at = this.length - 1; at >= 0; at -= 1) {
    const value = this[at] as Value;
    if (is(value, at, this)) return value;
  }
  return undefined;
});
define(Symbol, 'asyncIterator', Symbol('asyncIterator'));
// A turn of the event loop: the command line's own timers run when all that is pending is done.
define(globalThis, 'setImmediate', (task: () => void) => setTimeout(task, 0));
