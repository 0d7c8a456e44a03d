import { type Kysely, sql } from 'kysely';

interface Column {
  table: string;
  column: string;
}

/**
 * Makes every text column compare by code points, as SQLite's do: ids and names are sorted, and pages of them cut, in one
 * order whatever the database was made with. Does nothing where it is so already.
 */
export async function compareTextsBytewise<Tables>(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<Column>`select table_name as "table", column_name as "column"
    from information_schema.columns
    where table_schema = current_schema() and data_type = 'text' and collation_name is distinct from 'C'`.execute(
    db,
  );
  for (const [table, columns] of Map.groupBy(rows, (row) => row.table)) {
    const changes = columns.map(({ column }) => sql`alter column ${sql.ref(column)} type text collate "C"`);
    await sql`alter table ${sql.table(table)} ${sql.join(changes)}`.execute(db);
  }
}
