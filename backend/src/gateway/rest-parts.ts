import type { Hono } from 'hono';
import type { GatewayParts } from './gateway-parts.ts';
import type { Asker } from './listener.ts';

/** What REST is built of. */
export interface RestParts extends GatewayParts {
  addressOf(direct: string, headers: Headers): string;
  /** Exact origins of the pages that may read answers. */
  allowedOrigins(): ReadonlySet<string>;
  isDraining(): boolean;
}

/** What the listener knows of a request, for handlers. */
export interface Bindings {
  readonly asker: Asker;
}

export type RestApp = Hono<{ Bindings: Bindings }>;
