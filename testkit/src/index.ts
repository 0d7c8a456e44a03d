export { FakeClock, type FakeClockOptions, seededClock } from './fake-clock.ts';
export { hello, openSocket, Refused, TestSocket } from './open-socket.ts';
export {
  type Answer,
  callRoute,
  message,
  newId,
  type Place,
  password,
  type RouteAsk,
  register,
  registerAll,
  signIn,
  TestPerson,
} from './people.ts';
export { ownRuntime, RunningServer, type Runtime, type StartOptions, startServer } from './start-server.ts';
export { type HereOptions, type ServerHere, startServerHere } from './start-server-here.ts';
export { clientFrame, openWire, WireSocket } from './wire-socket.ts';
