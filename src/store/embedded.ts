import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import {
  assertReachable,
  findServerBinaries,
  findServerUser,
  reachableBinaries,
  type ServerBinaries,
  type ServerUser,
} from "./embedded-binaries.ts";
import { withFolderLock } from "./folder-lock.ts";

const run = promisify(execFile);

/** The major version of the binaries; a data folder belongs to one major version for ever. */
const majorVersion = "18";
const startTimeoutSeconds = 60;
/** Not listening; torn while it stops; starting, recovering or shutting down. */
const notReadyCodes: readonly string[] = ["ECONNREFUSED", "ECONNRESET", "57P03"];
/** Lies among the data, which only the server's user may read. */
const passwordFile = "billrun.password";

/** A PostgreSQL that runs from a folder, for machines where nobody set up a database. */
export type EmbeddedServer = {
  /** Of its database "billrun", password included. */
  readonly url: string;
  /** Whether this call started it; false where one was already running. */
  readonly started: boolean;
  /** Stops it, unless other processes are connected: they share it, and it stays for them. */
  stop(): Promise<void>;
};

type Place = { readonly folder: string; readonly data: string; readonly password: string };

/**
 * Starts the server whose data lie in `folder`, making the data folder the first time; gives the
 * running one where there is one. It listens on 127.0.0.1 only, on a free port, with a password
 * of its own, and every commit is on disk before it is confirmed. It survives this process: the
 * next start finds it again, or recovers what a crash left.
 */
export async function startEmbedded(folder: string): Promise<EmbeddedServer> {
  const home = resolve(folder);
  await mkdir(home, { recursive: true });
  const [installed, user] = [await findServerBinaries(), await findServerUser()];
  await assertReachable(home, user);
  return withFolderLock(home, async () => {
    const binaries = await reachableBinaries(installed, home, user);
    const place = await preparePlace(home, binaries, user);
    let port = await portOfRunning(place);
    const started = port === null;
    if (port === null) port = await startServer(place, binaries, user);
    const url = urlOf(place, port, "postgres");
    const keeper = await openKeeper(url);
    async function stop(): Promise<void> {
      await withFolderLock(home, async () => {
        keeper.ref();
        await keeper.end();
        await stopServer(place, binaries, user, url);
      });
    }
    return { url: urlOf(place, port, "billrun"), started, stop };
  });
}

/** A connection that alone does not keep its process from ending, which its types don't know. */
type Keeper = pg.Client & { ref(): void; unref(): void };

/**
 * Makes the database, and stays connected: whoever stops meanwhile sees that the server is needed,
 * before the first connection of whoever asked for it.
 */
async function openKeeper(url: string): Promise<Keeper> {
  const keeper = new pg.Client({
    connectionString: url,
    application_name: "billrun keeper",
  }) as Keeper;
  // The server may end before it; nobody listening would end the process.
  keeper.on("error", () => {});
  await keeper.connect();
  const { rowCount } = await keeper.query("SELECT 1 FROM pg_database WHERE datname = 'billrun'");
  if (!rowCount) await keeper.query("CREATE DATABASE billrun");
  keeper.unref();
  return keeper;
}

async function preparePlace(
  folder: string,
  binaries: ServerBinaries,
  user: ServerUser,
): Promise<Place> {
  const data = join(folder, "data");
  const version = await readIfThere(join(data, "PG_VERSION"));
  if (version === null) {
    await initialise(folder, binaries, user);
  } else if (version.trim() !== majorVersion) {
    throw new Error(
      `${data} was made by PostgreSQL ${version.trim()}, and this is ${majorVersion}. Dump it ` +
        "with the old version and restore it, or point BILLRUN_DATA_DIR at another folder.",
    );
  }
  const password = await readFile(join(data, passwordFile), "utf8");
  return { folder, data, password: password.trim() };
}

/**
 * Makes the data in a folder of its own and moves it in place, so that half of it is never used
 * and the later of two processes finds what the earlier one made.
 */
async function initialise(
  folder: string,
  binaries: ServerBinaries,
  user: ServerUser,
): Promise<void> {
  const draft = join(folder, `new-${randomBytes(6).toString("hex")}`);
  const password = join(draft, passwordFile);
  await mkdir(draft, { mode: 0o700 });
  await writeFile(password, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
  const { uid, gid } = user;
  if (uid !== undefined && gid !== undefined) {
    for (const path of [folder, draft, password]) await chown(path, uid, gid);
  }
  try {
    await run(binaries.initdb, initdbFlags(join(draft, "data"), password), { ...user, cwd: "/" });
    await rename(password, join(draft, "data", passwordFile));
    await rename(join(draft, "data"), join(folder, "data"));
  } catch (error) {
    if ((await readIfThere(join(folder, "data", "PG_VERSION"))) === null) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

function initdbFlags(data: string, password: string): string[] {
  return [
    `--pgdata=${data}`,
    `--pwfile=${password}`,
    "--username=billrun",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // Sorting and cases by Unicode code points, the same on every machine.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
  ];
}

/** The port of the server that runs on this folder, once it answers; null where none does. */
async function portOfRunning(place: Place): Promise<number | null> {
  const pidFile = join(place.data, "postmaster.pid");
  const until = Date.now() + startTimeoutSeconds * 1000;
  for (;;) {
    const lines = (await readIfThere(pidFile))?.split("\n");
    const [pid, port] = [Number(lines?.[0]), Number(lines?.[3])];
    if (!pid || !port) return null;
    if (!(await isServer(pid))) {
      // Left by a crash; the number may belong to anything by now, which would keep a start away.
      await rm(pidFile, { force: true });
      return null;
    }
    const code = await tryToConnect(urlOf(place, port, "postgres"));
    if (code === null) return port;
    // It starts, recovers or stops: what becomes of it stands in the file soon.
    if (Date.now() > until) throw new Error(`The PostgreSQL in ${place.folder} does not answer.`);
    await new Promise((wake) => setTimeout(wake, 100));
  }
}

/** Null if the server lets us in; a code if it may do so soon. */
async function tryToConnect(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return null;
  } catch (error) {
    const { code = "" } = error as { code?: string };
    if (!notReadyCodes.includes(code)) throw error;
    return code;
  } finally {
    await client.end().catch(() => {});
  }
}

async function isServer(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  if (process.platform !== "linux") return true;
  return (await readIfThere(`/proc/${pid}/comm`))?.trim() === "postgres";
}

async function startServer(
  place: Place,
  binaries: ServerBinaries,
  user: ServerUser,
): Promise<number> {
  // Somebody else may take the free port before the server does.
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const settings = [
      `-p ${port}`,
      "-c listen_addresses=127.0.0.1",
      "-c unix_socket_directories=",
      "-c fsync=on",
      "-c full_page_writes=on",
      "-c synchronous_commit=on",
      "-c max_connections=200",
      "-c shared_buffers=256MB",
      "-c max_wal_size=2GB",
    ].join(" ");
    const log = join(place.folder, "server.log");
    const wait = `${startTimeoutSeconds}`;
    const start = ["start", "-w", "-s", "-t", wait, "-D", place.data, "-l", log, "-o", settings];
    try {
      await run(binaries.pg_ctl, start, { ...user, cwd: "/" });
      return port;
    } catch (error) {
      const other = await portOfRunning(place);
      if (other !== null) return other;
      if (attempt === 3) throw await startTrouble(log, error);
    }
  }
}

async function startTrouble(log: string, cause: unknown): Promise<Error> {
  const lines = (await readIfThere(log))?.trim().split("\n").slice(-5).join("\n") ?? "no log";
  return new Error(`The embedded PostgreSQL did not start; ${log} says:\n${lines}`, { cause });
}

async function stopServer(
  place: Place,
  binaries: ServerBinaries,
  user: ServerUser,
  url: string,
): Promise<void> {
  if ((await countOthers(url)) > 0) return;
  const stop = ["stop", "-w", "-s", "-m", "fast", "-D", place.data];
  await run(binaries.pg_ctl, stop, { ...user, cwd: "/" }).catch(async (error: unknown) => {
    if ((await portOfRunning(place)) !== null) throw error;
  });
}

async function countOthers(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query<{ others: number }>(
      `SELECT count(*)::int AS others FROM pg_stat_activity
        WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    );
    return rows[0]?.others ?? 0;
  } catch {
    return 0;
  } finally {
    await client.end().catch(() => {});
  }
}

function urlOf(place: Place, port: number, database: string): string {
  return `postgresql://billrun:${place.password}@127.0.0.1:${port}/${database}`;
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => found(port));
    });
  });
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
