import { access, chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "../../src/store/embedded.ts";

declare module "vitest" {
  export interface ProvidedContext {
    postgresFolder: string;
  }
}

/**
 * A folder for the run's PostgreSQL. The first test that asks for a database starts it there; the
 * end of the run stops it.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "billrun-test-"));
  // Started by root, the server runs as another user, who must be able to come in.
  await chmod(folder, 0o755);
  const inner = join(folder, "postgres");
  project.provide("postgresFolder", inner);
  return async () => {
    const pidFile = join(inner, "data", "postmaster.pid");
    // Processes of the last test files may need a moment to end.
    for (let tries = 1; tries <= 50 && (await isThere(pidFile)); tries++) {
      await (await startEmbedded(inner)).stop();
      if (await isThere(pidFile)) await new Promise((wake) => setTimeout(wake, 200));
    }
    await rm(folder, { recursive: true, force: true });
  };
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
