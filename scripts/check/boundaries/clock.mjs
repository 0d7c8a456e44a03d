import { globalUses } from './global-uses.mjs';

const timed = /^(protocol|sdk|backend)\/src\//;
const owners = /^(backend\/src\/(clock\.ts|supervisor\/)|sdk\/src\/platform\/)/;

const time = /^(Date\.now|Date|new Date|performance\.now|process\.hrtime(\.bigint)?)$/;
const timers =
  /^((timers(\/promises)?\.)?(setTimeout|setInterval|setImmediate)|timers\/promises\..+|AbortSignal\.timeout)$/;
const randomness = /^(Math\.random|crypto\.(randomUUID|randomBytes|randomInt|randomFill|getRandomValues))$/;
const forbidden = [time, timers, randomness];

export const timeComesFromTheClock = {
  name: 'clock',
  check: ({ files }) =>
    files
      .filter((file) => timed.test(file.path) && !owners.test(file.path) && !file.isTest)
      .flatMap(clocksIn),
};

function clocksIn(file) {
  return globalUses(file)
    .filter(({ name }) => forbidden.some((pattern) => pattern.test(name)))
    .map(({ name, line }) => ({
      path: file.path,
      line,
      text: `${name}: take time, timers and randomness from the Clock handed in`,
    }));
}
