type Bench = (args: readonly string[]) => Promise<object>;

/**
 * `npm run bench -- NAME …`: the last line printed is one JSON object. Each loads only what it
 * measures: with the whole program in memory the collector takes a third of the book's time.
 */
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  "bill-run": async () => (await import("./bill-run.js")).benchBillRun,
  slack: async () => (await import("./slack/bench-slack.js")).benchSlack,
  book: async () => (await import("./book.js")).benchBook,
};

const [name = "", ...args] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  process.stderr.write(`npm run bench -- NAME, one of: ${Object.keys(benches).join(", ")}\n`);
  process.exitCode = 2;
} else {
  process.stdout.write(`${JSON.stringify(await (await bench())(args))}\n`);
}
