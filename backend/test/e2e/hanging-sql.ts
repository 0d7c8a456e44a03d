// A store of structured data in which receipts, markers, own streams and last seen stop answering when told to.
import type { KyselyPlugin, QueryId } from 'kysely';
import type { SqlStore } from '../../src/drivers/sql/sql-store.ts';

const tables = /"name":"(cursors|delivery_receipts|user_state|user_revs|last_seen)"/;
const writes: readonly string[] = ['own-stream.put', 'cursors.save', 'last-seen.save'];

export class HangingSql {
  #hanging: PromiseWithResolvers<void> | undefined;
  /** What has been asked for since it hangs, by name or table. */
  readonly asked: string[] = [];

  /** From now on nothing of these parts answers. */
  hang(): void {
    this.#hanging = Promise.withResolvers();
  }

  /** What hangs goes on, and everything answers again. */
  release(): void {
    this.#hanging?.resolve();
    this.#hanging = undefined;
  }

  readonly wrap = (sql: SqlStore): SqlStore => ({
    read: sql.read.withPlugin(this.#plugin()),
    write: (async (...[name, args]: Parameters<SqlStore['write']>) => {
      if (writes.includes(name)) await this.#wait(name);
      return sql.write(name, args);
    }) as SqlStore['write'],
  });

  async #wait(what: string): Promise<void> {
    if (!this.#hanging) return;
    this.asked.push(what);
    await this.#hanging.promise;
  }

  #plugin(): KyselyPlugin {
    const tableOf = new WeakMap<QueryId, string>();
    return {
      transformQuery({ node, queryId }) {
        const table = tables.exec(JSON.stringify(node))?.[1];
        if (table !== undefined) tableOf.set(queryId, table);
        return node;
      },
      transformResult: async ({ queryId, result }) => {
        const table = tableOf.get(queryId);
        if (table !== undefined) await this.#wait(table);
        return result;
      },
    };
  }
}
