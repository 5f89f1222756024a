import { execFile } from "node:child_process";
import { access, mkdtemp, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";

const root = resolve(import.meta.dirname, "../..");
/** What the program reads beside its own files. */
const besides = ["package.json", "node_modules", "prisma"];

/**
 * Builds the program as it stands now, once a test run and away from dist/, which may be old or
 * built anew by somebody at this moment. Gives the folder of the JavaScript.
 */
export async function builtProgram(): Promise<string> {
  const home = dirname(inject("postgresFolder"));
  const program = join(home, "program");
  const built = join(program, "dist");
  if (await isThere(built)) return built;
  const draft = await mkdtemp(join(home, "program-"));
  const types = createRequire(import.meta.url).resolve("typescript/package.json");
  const compiler = join(dirname(types), "bin", "tsc");
  const flags = ["-p", join(root, "tsconfig.build.json"), "--outDir", join(draft, "dist")];
  // What does not fit its types is built all the same, and found by who checks types.
  await promisify(execFile)(process.execPath, [compiler, ...flags, "--declaration", "false"]).catch(
    async (error: unknown) => {
      if (!(await isThere(join(draft, "dist", "billrun.js")))) throw error;
    },
  );
  for (const name of besides) await symlink(join(root, name), join(draft, name));
  // Another test file may have built it meanwhile: theirs is as good.
  await rename(draft, program).catch(async (error: unknown) => {
    if (!(await isThere(built))) throw error;
    await rm(draft, { recursive: true, force: true });
  });
  return built;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
