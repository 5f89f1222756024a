import { execFile } from "node:child_process";
import {
  access,
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startEmbedded } from "../../src/store/embedded.ts";
import {
  assertReachable,
  findServerUser,
  programsPrefix,
  reachableBinaries,
} from "../../src/store/embedded-binaries.ts";
import { builtProgram } from "../support/built-program.ts";
import { onServer } from "../support/postgres.ts";

let parent: string;
let folder: string;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "billrun-embedded-"));
  await chmod(parent, 0o755);
  folder = join(parent, "postgres");
});

afterAll(() => rm(parent, { recursive: true, force: true }));

it("a server is made, shared by two starts at once, stopped and started again", async () => {
  const [one, two] = await Promise.all([startEmbedded(folder), startEmbedded(folder)]);
  expect(one.url).toBe(two.url);
  expect(new URL(one.url).hostname).toBe("127.0.0.1");
  await onServer(one.url, (client) => client.query("CREATE TABLE kept (n int)"));
  await onServer(two.url, async (client) => {
    const { rows } = await client.query(
      `SELECT current_setting('fsync') AS fsync, current_setting('listen_addresses') AS listen,
              current_setting('synchronous_commit') AS sync`,
    );
    expect(rows).toEqual([{ fsync: "on", listen: "127.0.0.1", sync: "on" }]);
    // Somebody is connected, so the server stays.
    await one.stop();
    await client.query("SELECT 1");
  });
  await two.stop();
  await expect(onServer(one.url, (client) => client.query("SELECT 1"))).rejects.toThrow();
  const again = await startEmbedded(folder);
  expect(again.started).toBe(true);
  await onServer(again.url, (client) => client.query("SELECT * FROM kept"));
  await again.stop();
});

it("the password lies in a file that nobody else can read, and is needed", async () => {
  const file = join(folder, "data", "billrun.password");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const { url, stop } = await startEmbedded(folder);
  expect(new URL(url).password).toBe((await readFile(file, "utf8")).trim());
  const wrong = new URL(url);
  wrong.password = "wrong";
  await expect(onServer(wrong.href, async () => {})).rejects.toThrow(/password/);
  await stop();
});

it("a server that was killed is started again over what its pid file says", async () => {
  const pidFile = join(folder, "data", "postmaster.pid");
  // This process is alive under the number that the dead server left.
  await writeFile(pidFile, `${process.pid}\n${join(folder, "data")}\n0\n5432\n\n127.0.0.1\n`);
  const server = await startEmbedded(folder);
  expect(server.started).toBe(true);
  const [pid] = (await readFile(pidFile, "utf8")).split("\n");
  process.kill(Number(pid), "SIGKILL");
  const recovered = await startEmbeddedSoon();
  await onServer(recovered.url, (client) => client.query("SELECT * FROM kept"));
  await recovered.stop();
});

/** A killed server's last processes may need a moment to let go of its memory. */
async function startEmbeddedSoon() {
  for (let tries = 1; ; tries++) {
    try {
      return await startEmbedded(folder);
    } catch (error) {
      if (tries === 20) throw error;
      await new Promise((wake) => setTimeout(wake, 100));
    }
  }
}

it("processes that come and go at once never stop the server that another one found", async () => {
  const program = await builtProgram();
  const script = join(import.meta.dirname, "start-and-stop.mjs");
  const processes = [1, 2, 3].map(() =>
    promisify(execFile)(process.execPath, [script, program, folder, "5"]),
  );
  for (const { status, reason } of await settle(processes)) {
    expect(reason).toBe("");
    expect(status).toBe("fulfilled");
  }
  // Nobody is left, so the last one has stopped it.
  await expect(access(join(folder, "data", "postmaster.pid"))).rejects.toThrow("ENOENT");
  const left = (await readdir(folder)).filter((name) => !name.startsWith(programsPrefix));
  expect(left).toEqual(["data", "server.log"]);
}, 120_000);

async function settle(processes: readonly Promise<{ stderr: string }>[]) {
  const settled = await Promise.allSettled(processes);
  return settled.map((each) => ({
    status: each.status,
    reason: each.status === "rejected" ? String(each.reason) : each.value.stderr,
  }));
}

it("what a killed process left locked is taken over", async () => {
  const lock = join(folder, "server.lock");
  // No process has this number, and none can.
  await writeFile(lock, "99999999 before\n");
  const server = await startEmbedded(folder);
  await expect(access(lock)).rejects.toThrow("ENOENT");
  // Processes in containers have the same few numbers again and again.
  await writeFile(lock, `${process.pid} before\n`);
  await server.stop();
  await expect(access(lock)).rejects.toThrow("ENOENT");
});

it("a folder of another major version is refused with what to do", async () => {
  const old = join(parent, "old");
  await mkdir(join(old, "data"), { recursive: true });
  await writeFile(join(old, "data", "PG_VERSION"), "17\n");
  await expect(startEmbedded(old)).rejects.toThrow(
    /was made by PostgreSQL 17, and this is 18\. Dump it with the old version and restore it/,
  );
});

const asRoot = it.runIf(process.getuid?.() === 0);

asRoot(
  "programs in a folder that only root may enter are copied to where the data are",
  async () => {
    const project = join(parent, "project");
    const home = join(parent, "home");
    const bin = join(project, "native", "bin");
    await mkdir(bin, { recursive: true });
    await mkdir(home);
    const release = (version: string) =>
      writeFile(join(project, "package.json"), JSON.stringify({ version }));
    await release("18.1");
    const binaries = { initdb: join(bin, "initdb"), pg_ctl: join(bin, "pg_ctl") };
    for (const file of Object.values(binaries))
      await writeFile(file, "#!/bin/sh\n", { mode: 0o755 });
    const user = await findServerUser();
    expect(await reachableBinaries(binaries, home, user)).toEqual(binaries);
    await chmod(project, 0o700);
    const copied = await reachableBinaries(binaries, home, user);
    expect(copied.initdb).toBe(join(home, `${programsPrefix}18.1`, "bin", "initdb"));
    await expect(assertReachable(copied.pg_ctl, user)).resolves.toBeUndefined();
    // A server may run from the copy, so that it stays as it is.
    await writeFile(binaries.initdb, "#!/bin/sh\n# changed\n", { mode: 0o755 });
    expect(await reachableBinaries(binaries, home, user)).toEqual(copied);
    expect(await readFile(copied.initdb, "utf8")).toBe("#!/bin/sh\n");
    await release("18.2");
    const newer = await reachableBinaries(binaries, home, user);
    expect(await readFile(newer.initdb, "utf8")).toContain("changed");
  },
);

asRoot("root is told which folder keeps the server out", async () => {
  const closed = join(parent, "closed");
  await mkdir(closed, { mode: 0o700 });
  await expect(startEmbedded(join(closed, "postgres"))).rejects.toThrow(
    `as the user postgres, who may not enter ${closed}. Put the project elsewhere`,
  );
});
