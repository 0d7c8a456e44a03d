// TLS built in (decision 25): REST and sockets on one port, with a certificate of one's own.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { subprotocol } from '@sup/protocol';
import { startServer } from '@sup/testkit';
import { expect, test } from 'vitest';

test('with a certificate and a key everything on the port is TLS', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sup-tls-'));
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const words =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost';
  const names = ['-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert];
  execFileSync('openssl', [...words.split(' '), ...names], { stdio: 'ignore' });
  const ca = readFileSync(cert);
  await using sup = await startServer({ settings: { SUP_TLS_CERT: cert, SUP_TLS_KEY: key } });
  rmSync(folder, { recursive: true });
  expect(sup.url).toMatch(/^https:/);
  const port = Number(new URL(sup.url).port);
  const status = await new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', servername: 'localhost', port, path: '/readyz', ca });
    asked.on('response', (answer) => resolve(answer.statusCode)).on('error', reject);
    asked.end();
  });
  expect(status).toBe(200);
  const socket = connect({ host: '127.0.0.1', port, servername: 'localhost', ca });
  socket.write(
    `GET /ws HTTP/1.1\r\nhost: localhost\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-protocol: ${subprotocol}\r\n\r\n`,
  );
  const head = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
  expect(head).toMatch(/^HTTP\/1\.1 101/);
  socket.destroy();
});
