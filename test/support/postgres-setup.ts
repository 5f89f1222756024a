import { access, chmod, mkdtemp, readFile, rm } from "node:fs/promises";
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
    // Processes of the last test files may need a moment to end; whoever stays after that was
    // left behind by a test that failed, and must not keep the server.
    for (let tries = 1; tries <= 100 && (await isThere(pidFile)); tries++) {
      if (tries <= 10) await (await startEmbedded(inner)).stop();
      if (tries === 11) process.kill(await pidIn(pidFile), "SIGINT");
      if (await isThere(pidFile)) await new Promise((wake) => setTimeout(wake, 200));
    }
    await rm(folder, { recursive: true, force: true });
  };
}

/** The server's own number; SIGINT has it end its sessions and stop. */
async function pidIn(pidFile: string): Promise<number> {
  return Number.parseInt(await readFile(pidFile, "utf8"), 10);
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
