import { FakeClock } from '@sup/testkit/fake-clock';
import { expect, test } from 'vitest';
import { createTelemetry } from './index.ts';

function open() {
  const lines: string[] = [];
  const { telemetry, metrics } = createTelemetry({
    level: 'info',
    part: 'server',
    clock: new FakeClock(),
    destination: { write: (line) => lines.push(line) },
  });
  return { telemetry, metrics, lines };
}

const marker = 'Meet me at the pier';

test('a line of the log is one JSON object with level, time, part, sentence and facts', () => {
  const { telemetry, lines } = open();
  telemetry.log.with({ room: 'r1' }).info('The room was loaded.', { entries: 3 });
  telemetry.log.debug('Nobody asked for this.');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      level: 'info',
      time: '2026-01-01T00:00:00.000Z',
      part: 'server',
      pid: process.pid,
      room: 'r1',
      entries: 3,
      sentence: 'The room was loaded.',
    },
  ]);
});

test.each([
  ['body', { body: marker }],
  ['text in a nested frame', { frame: { type: 'message.send', message: { text: marker } } }],
  ['body in a list', { entries: [{ seq: 1, body: marker }] }],
  ['preview', { head: { preview: marker } }],
  ['draft', { draft: marker }],
  ['password', { password: marker }],
  ['new password', { change: { newPassword: marker, 'current-password': marker } }],
  ['refresh token', { refreshToken: marker, refresh_token: marker }],
  ['authorization header', { headers: { Authorization: `Bearer ${marker}`, Cookie: marker } }],
  ['recovery codes', { recoveryCodes: [marker] }],
  ['bytes', { bytes: new TextEncoder().encode(marker), buffer: Buffer.from(marker) }],
  [
    'a request hung on an error',
    { error: Object.assign(new Error('failed'), { request: { body: marker } }) },
  ],
])('the log never holds %s', (_what, facts) => {
  const { telemetry, lines } = open();
  telemetry.log.error('Something failed.', facts);
  telemetry.log.with(facts).info('And again.');
  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toContain(marker);
  const bytes = Buffer.from(marker);
  expect(lines.join()).not.toContain(bytes.toString('base64'));
  expect(lines.join()).not.toMatch(new RegExp(`${bytes[0]}\\D+(1\\D+)?${bytes[1]}`));
});

test('what looks like a token is removed wherever it stands', () => {
  const { telemetry, lines } = open();
  const jwt = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl';
  telemetry.log.warn(`Refused ${jwt}`, {
    url: `/ws?room=r1&access_token=s3cr3t-s3cr3t&x=1#token=an0th3r`,
    header: 'Bearer 0123456789abcdef',
    error: new Error(`bad ${jwt}`, { cause: new Error(`because of ${jwt}`) }),
  });
  const written = lines.join();
  for (const secret of ['eyJ', 's3cr3t', 'an0th3r', '0123456789abcdef'])
    expect(written).not.toContain(secret);
  expect(written).toContain('room=r1');
  expect(JSON.parse(written).error).toMatchObject({ name: 'Error', message: 'bad [redacted]' });
});

test('facts without end or of any size make a bounded line', () => {
  const { telemetry, lines } = open();
  const circle: Record<string, unknown> = { name: 'circle' };
  circle.self = circle;
  telemetry.log.info('Round and round.', {
    circle,
    long: 'x'.repeat(1e6),
    many: Array(1e5).fill(7),
    big: 10n,
  });
  expect(lines).toHaveLength(1);
  expect(lines.join().length).toBeLessThan(4_000);
});

test('every business event shows on the metrics page', async () => {
  const { telemetry, metrics } = open();
  telemetry.connectionOpened();
  telemetry.connectionOpened();
  telemetry.connectionClosed(4008);
  telemetry.connectionRefused('origin');
  telemetry.frameReceived('message.send');
  telemetry.frameDelivered(1_000);
  telemetry.frameDropped('slow_reader');
  telemetry.messageStored(3);
  telemetry.ackSent();
  telemetry.repeatAnswered();
  telemetry.committed({ entries: 3, durationMs: 0.2 });
  telemetry.writeRefused('disk_full');
  telemetry.queueLimitReached('store');
  telemetry.rateLimitReached('sign_in_address');
  telemetry.signInTried('refused');
  telemetry.requestAnswered({ method: 'GET', route: '/api/v1/rooms/{room}', status: 200, durationMs: 7 });
  telemetry.treeChanged({ restarts: { server: 2 }, off: ['media'] });
  telemetry.treeChanged({ restarts: { server: 3 }, off: [] });
  const page = await metrics.text();
  for (const line of [
    'sup_connections 1',
    'sup_connections_closed_total{code="4008"} 1',
    'sup_connections_refused_total{reason="origin"} 1',
    'sup_frames_received_total{type="message.send"} 1',
    'sup_frames_delivered_total 1000',
    'sup_frames_dropped_total{reason="slow_reader"} 1',
    'sup_messages_stored_total 3',
    'sup_acks_sent_total 1',
    'sup_repeats_answered_total 1',
    'sup_commit_entries_sum 3',
    'sup_commit_seconds_bucket{le="0.00025"} 1',
    'sup_writes_refused_total{reason="disk_full"} 1',
    'sup_queue_limits_reached_total{queue="store"} 1',
    'sup_rate_limits_reached_total{limit="sign_in_address"} 1',
    'sup_sign_ins_total{outcome="refused"} 1',
    'sup_http_request_seconds_count{method="GET",route="/api/v1/rooms/{room}",status="200"} 1',
    'sup_child_restarts{child="server"} 3',
    'process_start_time_seconds 1767225600',
  ]) {
    expect(page.split('\n')).toContain(line);
  }
  expect(page).toMatch(/process_resident_memory_bytes \d{6,}/);
  expect(page).not.toContain('media');
});

test('two servers in one process do not share counts', async () => {
  const one = open();
  const other = open();
  one.telemetry.ackSent();
  expect(await other.metrics.text()).toContain('sup_acks_sent_total 0');
});
