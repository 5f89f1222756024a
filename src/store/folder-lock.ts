import { randomBytes } from "node:crypto";
import { link, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

const lockName = "server.lock";
const pollMs = 50;
/** Longer than the slowest start: whoever holds it then is frozen, or another process by now. */
const staleMs = 180_000;

/** Names of the locks that this process holds now. */
const held = new Set<string>();

/**
 * Does `work` while no other process does anything to the same folder under this lock: a file that
 * says whose it is. What a dead process left is taken over.
 */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = join(folder, lockName);
  const mine = `${process.pid} ${randomBytes(6).toString("hex")}`;
  // Made beside it and linked in place, so that nobody reads half of it.
  const draft = `${lock}.${mine.replace(" ", ".")}`;
  held.add(mine);
  try {
    await writeFile(draft, `${mine}\n`);
    while (!(await isTaken(draft, lock))) {
      await removeStale(lock, `${draft}.stale`);
      await new Promise((wake) => setTimeout(wake, pollMs));
    }
  } catch (error) {
    held.delete(mine);
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  try {
    return await work();
  } finally {
    // Not what somebody took over from this process while it was frozen.
    if ((await holderOf(lock)) === mine) await rm(lock, { force: true });
    held.delete(mine);
  }
}

async function isTaken(draft: string, lock: string): Promise<boolean> {
  try {
    await link(draft, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

async function removeStale(lock: string, aside: string): Promise<void> {
  const holder = await holderOf(lock);
  if (holder === null || (isAlive(holder) && !(await isOld(lock)))) return;
  // Of two who remove it, one gets it; it gives back what is not what it looked at.
  await rename(lock, aside).catch(ignoreMissing);
  const removed = await holderOf(aside);
  if (removed !== null && removed !== holder) await isTaken(aside, lock);
  await rm(aside, { force: true });
}

async function holderOf(lock: string): Promise<string | null> {
  const text = await readFile(lock, "utf8").catch(ignoreMissing);
  return text === undefined ? null : text.trim();
}

function isAlive(holder: string): boolean {
  const pid = Number.parseInt(holder, 10);
  // After a restart in a container, this process may have the number of the one that died.
  if (pid === process.pid) return held.has(holder);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function isOld(lock: string): Promise<boolean> {
  const found = await stat(lock).catch(ignoreMissing);
  return found !== undefined && Date.now() - found.mtimeMs > staleMs;
}

function ignoreMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
}
