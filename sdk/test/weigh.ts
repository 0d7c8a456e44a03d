// All that a web page takes from the sdk.
import { createClient } from '../src/index.ts';
import { webPlatform } from '../src/platform/web.ts';

Object.assign(globalThis, { createClient, webPlatform });
