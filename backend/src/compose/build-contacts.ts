import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { sqlAudit } from '../drivers/sql/audit.ts';
import { sqlContacts } from '../drivers/sql/contacts.ts';
import { sqlOwnStream } from '../drivers/sql/own-stream.ts';
import { type ContactsParts, createContacts } from '../services/contacts/index.ts';
import { messageViews } from '../services/messaging/index.ts';
import type { Telemetry } from '../telemetry/index.ts';
import type { Store } from './open-store.ts';

/** Who may simply write to whom, over the stores it needs. */
export function buildContacts(
  { config, clock, telemetry }: { config: Config; clock: Clock; telemetry: Telemetry },
  { sql, roomIndex, history, bus }: Store,
  given: Pick<ContactsParts, 'users' | 'ownStream'>,
) {
  return createContacts({
    ...given,
    store: sqlContacts(sql),
    index: roomIndex,
    history,
    messages: messageViews,
    ownStreamStore: sqlOwnStream(sql),
    audit: sqlAudit(sql, clock),
    bus,
    clock,
    telemetry,
    options: config,
  });
}
