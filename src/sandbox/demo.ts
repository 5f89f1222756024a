import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { BillingData } from "../billing/billing-file/billing-data.ts";
import { parseBillingFile, parseBillingText } from "../billing/billing-file/parse-billing-file.ts";
import { type Company, openCompany, openTemporaryDatabase } from "./main.ts";
import { movableClock } from "./movable-clock.ts";
import { sampleCompany } from "./sample-company.ts";
import { playStory } from "./story.ts";

/** The address that people open; the next free port is taken where it is in use. */
const defaultPort = 4300;
/** npm hands a terminal's Ctrl-C on once more; a person's second one comes later than that. */
const sameKeyMs = 400;
/** What a shell says of a program that Ctrl-C ended. */
const interruptedStatus = 130;

type Args = { readonly once: boolean; readonly data: string | null; readonly port: number | null };

function readArgs(): Args {
  const { values } = parseArgs({
    options: {
      once: { type: "boolean", default: false },
      data: { type: "string" },
      port: { type: "string" },
    },
  });
  const port = values.port === undefined ? null : Number(values.port);
  if (port !== null && (!Number.isInteger(port) || port < 0 || port > 65_535)) {
    throw new Error(`--port ${values.port} is no port: give a number from 0 to 65535`);
  }
  return { once: values.once, data: values.data ?? null, port: values.once ? 0 : port };
}

/** The billing data to play with; every error of a file is printed at once. */
async function readData(args: Args): Promise<BillingData | null> {
  const parsed =
    args.data === null
      ? parseBillingFile(sampleCompany(todayText()))
      : parseBillingText(await readFile(args.data, "utf8"));
  if (parsed.ok) return parsed.data;
  process.stderr.write(`${JSON.stringify(parsed.errors, null, 2)}\n`);
  return null;
}

function todayText(): string {
  return new Date().toISOString().slice(0, 10);
}

async function main(): Promise<number> {
  const args = readArgs();
  const data = await readData(args);
  if (!data) return 2;
  const interrupted = listenForCtrlC();
  const database = await openTemporaryDatabase();
  interrupted.atOnce(database.drop);
  try {
    const company = await openCompany({
      databaseUrl: database.url,
      clock: movableClock(),
      data,
      source: args.data ?? "the sample company",
      port: args.port ?? { from: defaultPort },
    });
    try {
      return await Promise.race([
        args.once ? once(company, data) : keepRunning(company, data),
        interrupted.told.then(() => (args.once ? interruptedStatus : 0)),
      ]);
    } finally {
      await company.stop();
    }
  } finally {
    await database.stop();
  }
}

/** The first Ctrl-C asks to stop, also while everything still starts; a second one kills. */
function listenForCtrlC() {
  let askedAt: number | null = null;
  let tidy = () => {};
  const told = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.on(signal, () => {
        if (askedAt !== null && Date.now() - askedAt > sameKeyMs) {
          tidy();
          process.exit(interruptedStatus);
        }
        askedAt ??= Date.now();
        resolve();
      });
    }
  });
  const atOnce = (work: () => void) => {
    tidy = work;
  };
  return { told, atOnce };
}

async function once(company: Company, data: BillingData): Promise<number> {
  const [run] = data.runs;
  const [account] = data.accounts;
  const print = (text: string) => process.stdout.write(`${text}\n\n`);
  print(
    `billrun in a sandbox: ${data.accounts.length} accounts, a local Slack, and a database ` +
      "that is thrown away.\nTimes are Dana's, in Berlin.",
  );
  const end = await playStory(company, {
    filters: run ? `target:${run.targetOn} date:${run.invoiceOn}` : defaultFilters(),
    explain: account?.key ?? "",
    quote: quoteToInvoice(data),
    print,
  });
  if (!end.isSound) process.stderr.write("The books are not sound: see the last lines above.\n");
  return end.isSound ? 0 : 1;
}

/** The first quote whose last day is not over; null where there is none. */
function quoteToInvoice({ quotes }: BillingData): string | null {
  const isOpen = (until: string | undefined) => until === undefined || until >= todayText();
  return quotes.find(({ validUntilOn }) => isOpen(validUntilOn))?.key ?? null;
}

/** The whole current month, dated today. */
function defaultFilters(): string {
  const today = todayText();
  const last = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)), 0));
  return `target:${last.toISOString().slice(0, 10)} date:${today}`;
}

/** Says where to look, and never ends by itself. */
function keepRunning({ slack }: Company, data: BillingData): Promise<never> {
  process.stdout.write(
    `\n  billrun is ready. Open  ${slack.webUrl}\n\n` +
      `  A local Slack with ${data.accounts.length} accounts; start with /billrun preview.\n` +
      "  Ctrl-C ends it, and nothing is kept.\n\n",
  );
  return new Promise(() => {});
}

/** What went wrong in a sentence; what is known beyond it would only scare. */
function sentenceOf(error: unknown): string {
  if ((error as { code?: string }).code === "EADDRINUSE") {
    return "the port is in use. Give another one, or leave --port out to take a free one.";
  }
  const [first = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return first;
}

main().then(
  (status) => {
    // A story that was interrupted would go on waiting.
    if (status === interruptedStatus) process.exit(status);
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`The sandbox stopped: ${sentenceOf(error)}\n`);
    process.exitCode = 1;
  },
);
