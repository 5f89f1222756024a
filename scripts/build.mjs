// Builds dist/: the database client, then the TypeScript, then the command `billrun` in node_modules/.bin.
// Quiet unless something fails, because npm runs it after every install.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

/** The script behind a package's command, or null where the package isn't installed. */
function commandOf(packageName, command) {
  try {
    const manifest = require.resolve(`${packageName}/package.json`);
    const { bin } = require(manifest);
    return join(dirname(manifest), typeof bin === "string" ? bin : bin[command]);
  } catch {
    return null;
  }
}

function run(script, args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    encoding: "utf8",
  });
  if (status === 0) return;
  process.stderr.write(`${stdout}${stderr}\n`);
  process.exit(status ?? 1);
}

/** `npx billrun` takes what stands in node_modules/.bin, without asking anything of the network. */
function linkCommand() {
  const target = join("..", "..", "dist", "billrun.js");
  const link = join(root, "node_modules", ".bin", "billrun");
  chmodSync(join(root, "dist", "billrun.js"), 0o755);
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(target, link);
}

const compiler = commandOf("typescript", "tsc");
if (compiler !== null) {
  run(commandOf("prisma", "prisma"), ["generate"]);
  // What was built from a file that is gone by now must not be found.
  rmSync(join(root, "dist"), { recursive: true, force: true });
  run(compiler, ["-p", "tsconfig.build.json"]);
} else if (!existsSync(join(root, "dist", "billrun.js"))) {
  // An install without development packages can run what was built before, but can't build.
  process.stderr.write("dist/ is missing and can't be built without the development packages.\n");
  process.exit(1);
}
linkCommand();
