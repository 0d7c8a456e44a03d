import { startPostgres } from '../databases/postgres.mjs';

/**
 * Before and after the tests of a project that stand on PostgreSQL: starts one, unless TEST_POSTGRES_URL names a server
 * whose user may make databases. Tests get its address by `inject('postgresUrl')`.
 */
export async function setup(project) {
  const given = process.env.TEST_POSTGRES_URL;
  if (given) {
    project.provide('postgresUrl', given);
    return undefined;
  }
  const server = await startPostgres();
  project.provide('postgresUrl', server.url);
  return server.stop;
}
