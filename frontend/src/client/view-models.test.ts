import { describe, expect, it } from 'vitest';
import { connectionOf } from './view-models';

const now = 100_000;
const lost = (ago: number) => ({ lostAt: now - ago, tries: 1 });

describe('the connection in words', () => {
  it('says nothing while all is well', () => {
    expect(connectionOf({ state: 'ready' }, now)).toEqual({ status: 'online' });
  });

  it('is silent for two seconds without a network, then says offline', () => {
    expect(connectionOf({ state: 'offline', lostAt: now - 1_999 }, now).status).toBe('online');
    expect(connectionOf({ state: 'offline', lostAt: now - 2_000 }, now).status).toBe('offline');
  });

  it('is silent for three seconds of reconnecting, then says connecting, then counts down', () => {
    expect(connectionOf({ state: 'connecting', ...lost(2_999) }, now).status).toBe('online');
    expect(connectionOf({ state: 'connecting', ...lost(3_000) }, now).status).toBe('connecting');
    const waiting = { state: 'waiting', retryAt: now + 3_400 } as const;
    expect(connectionOf({ ...waiting, ...lost(7_999) }, now).status).toBe('connecting');
    expect(connectionOf({ ...waiting, ...lost(8_000) }, now)).toEqual({
      status: 'waiting',
      retryInSeconds: 4,
    });
  });
});
