import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { BillingData } from "../billing/billing-file/billing-data.ts";
import { parseBillingFile, parseBillingText } from "../billing/billing-file/parse-billing-file.ts";
import { startEmbedded } from "../store/embedded.ts";
import { openCompany } from "./main.ts";
import { movableClock } from "./movable-clock.ts";
import { sampleCompany } from "./sample-company.ts";
import { playStory } from "./story.ts";

/** The address that people open; the next free port is taken where it is in use. */
const defaultPort = 4300;

type Args = { readonly once: boolean; readonly data: string | null; readonly port: number };

function readArgs(): Args {
  const { values } = parseArgs({
    options: {
      once: { type: "boolean", default: false },
      data: { type: "string" },
      port: { type: "string" },
    },
  });
  const port = values.port === undefined ? defaultPort : Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port ${values.port} is no port: give a number from 0 to 65535`);
  }
  return { once: values.once, data: values.data ?? null, port: values.once ? 0 : port };
}

/** The billing data to play with; every error of a file is printed at once. */
async function readData(args: Args): Promise<BillingData | null> {
  const today = new Date().toISOString().slice(0, 10);
  const parsed =
    args.data === null
      ? parseBillingFile(sampleCompany(today))
      : parseBillingText(await readFile(args.data, "utf8"));
  if (parsed.ok) return parsed.data;
  process.stderr.write(`${JSON.stringify(parsed.errors, null, 2)}\n`);
  return null;
}

async function main(): Promise<number> {
  const args = readArgs();
  const data = await readData(args);
  if (!data) return 2;
  const folder = await mkdtemp(join(tmpdir(), "billrun-demo-"));
  const database = await startEmbedded(folder);
  const stopAll = async () => {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const company = await openCompany({
      databaseUrl: database.url,
      clock: movableClock(),
      data,
      source: args.data ?? "the sample company",
      port: args.port,
    });
    try {
      return args.once ? await once(company, data) : await keepRunning(company.slack.webUrl);
    } finally {
      await company.stop();
    }
  } finally {
    await stopAll();
  }
}

async function once(company: Parameters<typeof playStory>[0], data: BillingData): Promise<number> {
  const [run] = data.runs;
  const [account] = data.accounts;
  const filters = run ? `target:${run.targetOn} date:${run.invoiceOn}` : defaultFilters();
  const end = await playStory(company, {
    filters,
    explain: account?.key ?? "",
    print: (text) => process.stdout.write(`${text}\n\n`),
  });
  return end.isSound ? 0 : 1;
}

/** The whole current month, dated today. */
function defaultFilters(): string {
  const today = new Date().toISOString().slice(0, 10);
  const last = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)), 0));
  return `target:${last.toISOString().slice(0, 10)} date:${today}`;
}

function keepRunning(address: string): Promise<number> {
  process.stdout.write(
    `\n  billrun is ready: open ${address}\n\n` +
      "  A sample company with a Slack of its own. Ctrl-C ends it; nothing is kept.\n\n",
  );
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve(0));
  });
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
