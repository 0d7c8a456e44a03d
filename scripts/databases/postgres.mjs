import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collect } from '../setup/child.mjs';
import { ensureDebianPackages } from '../setup/debian-packages.mjs';
import { ExpectedFailure } from '../setup/say.mjs';

const debianFolder = '/usr/lib/postgresql';
const startTimeoutMs = 60_000;
const portTriesMax = 5;

/** What PostgreSQL is for us: durable as in earnest, small, and quick to begin. */
const serverSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: '200',
  shared_buffers: '64MB',
};

/**
 * Starts a PostgreSQL of its own on loopback, with a data directory that is thrown away when it stops.
 * Answers `{ url, pid, stop }`; `url` is that of its superuser. Installs Debian's package where that is allowed.
 */
export async function startPostgres() {
  const programs = (await findPrograms()) ?? (await installPrograms());
  const owner = await ownerOfData();
  const folder = mkdtempSync(join(tmpdir(), 'sup-postgres-'));
  try {
    if (owner) chownSync(folder, owner.uid, owner.gid);
    const password = randomBytes(18).toString('base64url');
    await initialise({ programs, folder, owner, password });
    const server = await launch({ programs, folder, owner });
    // Whoever is interrupted leaves no server behind.
    const endWithUs = () => server.kill();
    process.once('exit', endWithUs);
    const url = `postgres://sup:${password}@127.0.0.1:${server.port}/postgres`;
    const stop = async () => {
      process.off('exit', endWithUs);
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    };
    return { url, pid: server.pid, stop };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The folder of the newest PostgreSQL that Debian has installed. */
async function findPrograms() {
  if (existsSync(debianFolder)) {
    const versions = readdirSync(debianFolder).sort((one, other) => Number(other) - Number(one));
    const found = versions.map((version) => join(debianFolder, version, 'bin'));
    const complete = found.find((folder) => existsSync(join(folder, 'postgres')));
    if (complete) return complete;
  }
  const { code, output } = await collect('pg_config', ['--bindir']);
  return code === 0 && existsSync(join(output.trim(), 'initdb')) ? output.trim() : undefined;
}

async function installPrograms() {
  const why = await ensureDebianPackages(['postgresql']);
  const found = await findPrograms();
  if (!found)
    throw new ExpectedFailure(`PostgreSQL is not installed (${why ?? 'apt-get did not bring it'}).`);
  return found;
}

/** PostgreSQL refuses to run as root: the user that Debian made for it runs it then. */
async function ownerOfData() {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(['-u', '-g'].map((what) => collect('id', [what, 'postgres'])));
  if (uid.code !== 0) throw new ExpectedFailure('There is no user "postgres" who could run PostgreSQL.');
  return { uid: Number(uid.output), gid: Number(gid.output) };
}

async function initialise({ programs, folder, owner, password }) {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner) chownSync(passwordFile, owner.uid, owner.gid);
  const args = ['--username=sup', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'];
  // What is made here is worth nothing until the server runs, which syncs as ever.
  args.push('--locale=C.UTF-8', '--no-sync', '--no-instructions', '-D', join(folder, 'data'));
  const { code, output } = await collect(join(programs, 'initdb'), args, { cwd: folder, ...owner });
  if (code !== 0) throw new ExpectedFailure(`PostgreSQL made no data directory:\n${output}`);
  rmSync(passwordFile);
}

/** Between the choice of a free port and its use another program may take it: then another is tried. */
async function launch(place) {
  let said = '';
  for (let tries = 0; tries < portTriesMax; tries += 1) {
    const port = await freePort();
    const server = await listen({ ...place, port });
    if (server.pid) return server;
    said = server.said;
  }
  throw new ExpectedFailure(`PostgreSQL did not start:\n${said}`);
}

function listen({ programs, folder, owner, port }) {
  const settings = Object.entries({ ...serverSettings, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const child = spawn(join(programs, 'postgres'), ['-D', join(folder, 'data'), ...settings], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...owner,
  });
  return new Promise((resolve) => {
    let said = '';
    const ended = new Promise((end) => child.once('close', end));
    const limit = setTimeout(() => child.kill('SIGQUIT'), startTimeoutMs);
    child.once('error', (error) => resolve({ said: error.message }));
    child.once('close', () => {
      clearTimeout(limit);
      resolve({ said });
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      if (said.length < 10_000) said += text;
      if (!/ready to accept connections/.test(said)) return;
      clearTimeout(limit);
      resolve({ pid: child.pid, port, kill: () => child.kill('SIGQUIT'), stop: () => stop(child, ended) });
    });
  });
}

/** At once: what it still has to write is thrown away. */
async function stop(child, ended) {
  child.kill('SIGQUIT');
  await ended;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
