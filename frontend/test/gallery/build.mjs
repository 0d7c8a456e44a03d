// Builds the gallery into test/gallery/dist: `node test/gallery/build.mjs`. Run it with the pinned Node of node_modules/.bin.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const folder = import.meta.dirname;
const cli = createRequire(import.meta.url).resolve('expo/bin/cli');
const publicFolder = path.join(folder, 'public');

// Expo refuses a public folder outside its project, so the gallery gets a copy.
rmSync(publicFolder, { recursive: true, force: true });
cpSync(path.resolve(folder, '../../public'), publicFolder, { recursive: true });
const { status } = spawnSync(process.execPath, [cli, 'export', '-p', 'web'], {
  cwd: folder,
  stdio: 'inherit',
  env: { ...process.env, EXPO_OFFLINE: '1', EXPO_NO_TELEMETRY: '1', CI: '1' },
});
process.exitCode = status ?? 1;
