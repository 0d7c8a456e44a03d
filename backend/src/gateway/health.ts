// For whoever runs the server: is it alive, is it ready, how is it doing.
import { timingSafeEqual } from 'node:crypto';
import type { RestApp, RestParts } from './rest-parts.ts';

/** Mounts /healthz, /readyz and /metrics. */
export function healthRoutes(app: RestApp, parts: RestParts): void {
  app.get('/healthz', (context) => context.text('ok'));
  app.get('/readyz', async (context) => {
    if (parts.isDraining()) return context.text('draining', 503);
    try {
      await parts.checkStore();
      return context.text('ready');
    } catch (error) {
      parts.telemetry.log.warn('The store does not answer.', { error });
      return context.text('the store does not answer', 503);
    }
  });
  app.get('/metrics', async (context) => {
    const address = parts.addressOf(context.env.asker.address, context.req.raw.headers);
    const authorization = context.req.header('authorization');
    if (!mayReadMetrics({ address, authorization, token: parts.settings.metricsToken }))
      return context.text('/metrics answers this machine, or the bearer of SUP_METRICS_TOKEN', 403);
    return context.body(await parts.metrics.text(), 200, { 'content-type': parts.metrics.contentType });
  });
}

function mayReadMetrics(asked: {
  address: string;
  authorization: string | undefined;
  token: string | undefined;
}): boolean {
  const given = /^Bearer +(\S+)$/i.exec(asked.authorization ?? '')?.[1];
  if (asked.token !== undefined && given !== undefined && isSame(asked.token, given)) return true;
  return asked.address === '::1' || asked.address.startsWith('127.');
}

function isSame(expected: string, given: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}
