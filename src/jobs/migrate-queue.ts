import { runMigrations } from "graphile-worker";

/** Creates or updates the queue's own tables. */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  await runMigrations({ connectionString: databaseUrl, maxPoolSize: 1 });
}
