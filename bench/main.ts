import { benchBillRun } from "./bill-run.js";
import { benchBook } from "./book.js";

/** `npm run bench -- NAME …`: the last line printed is one JSON object. */
const benches: Readonly<Record<string, (args: readonly string[]) => Promise<object>>> = {
  "bill-run": benchBillRun,
  book: benchBook,
};

const [name = "", ...args] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  process.stderr.write(`npm run bench -- NAME, one of: ${Object.keys(benches).join(", ")}\n`);
  process.exitCode = 2;
} else {
  process.stdout.write(`${JSON.stringify(await bench(args))}\n`);
}
