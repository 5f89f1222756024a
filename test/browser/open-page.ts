import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Locator, type Page } from "playwright-core";
import { parseBillingFile } from "../../src/billing/billing-file/parse-billing-file.ts";
import { type Company, openCompany } from "../../src/sandbox/main.ts";
import { movableClock } from "../../src/sandbox/movable-clock.ts";
import { sampleCompany } from "../../src/sandbox/sample-company.ts";
import { type FreshDatabase, freshDatabase } from "../support/postgres.ts";

/** A day on which the sample has everything to show; nothing depends on the real one. */
export const today = "2026-11-22";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The sample company in a browser, and what its pages complained about. */
export type Opened = {
  readonly company: Company;
  readonly page: Page;
  readonly complaints: readonly string[];
  stop(): Promise<void>;
};

/** Opens a sample company of its own in a browser of its own. */
export async function openSample(viewport = { width: 1400, height: 900 }): Promise<Opened> {
  const database = await freshDatabase();
  const company = await openCompany({
    databaseUrl: database.url,
    clock: movableClock(today),
    data: sampleData(),
    source: "the sample company",
    port: 0,
  });
  const profile = await mkdtemp(join(tmpdir(), "billrun-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: "/usr/bin/chromium",
    headless: true,
    args: flags,
    viewport,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const complaints = listen(page);
  await page.goto(company.slack.webUrl);
  return { company, page, complaints, stop: () => stop(context, company, database, profile) };
}

function sampleData() {
  const parsed = parseBillingFile(sampleCompany(today));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.data;
}

function listen(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
  return complaints;
}

async function stop(
  context: BrowserContext,
  company: Company,
  database: FreshDatabase,
  profile: string,
): Promise<void> {
  await context.close();
  await company.stop();
  await database.drop();
  await rm(profile, { recursive: true, force: true });
}

/** Types a line into the message box and sends it. */
export async function type(page: Page, line: string): Promise<void> {
  await page.getByRole("textbox", { name: /^Message #/ }).fill(line);
  await page.keyboard.press("Enter");
}

/** Becomes somebody else by the switcher at the top. */
export async function become(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "You are" }).getByText(name).click();
  await page.locator(`[aria-current=true]`, { hasText: name }).waitFor();
}

/** A run's card in the channel. */
export function card(page: Page, run: string): Locator {
  return page.getByTestId("messages").locator("article:not(.ephemeral)", {
    has: page.locator(".block-header", { hasText: `${run} ·` }),
  });
}

/** The card of a request about something else than a run, by the beginning of its title. */
export function request(page: Page, title: string): Locator {
  return page.getByTestId("messages").locator("article:not(.ephemeral)", {
    has: page.locator(".block-header", { hasText: title }),
  });
}

/** What only the person at the keyboard sees, the last of it. */
export function answer(page: Page): Locator {
  return page.getByTestId("messages").locator("article.ephemeral").last();
}

/** Waits for words that only the person at the keyboard sees. */
export async function tell(page: Page, text: string): Promise<void> {
  await page.locator("article.ephemeral", { hasText: text }).last().waitFor();
}

/** Opens the reader's home page of the app. */
export async function home(page: Page): Promise<void> {
  await page.getByTestId("app-home").click();
  await page.getByTestId("home").waitFor();
}

/** Opens a channel by its name. */
export async function visit(page: Page, channel: string): Promise<void> {
  await page
    .getByRole("navigation", { name: "Channels" })
    .getByText(channel, { exact: true })
    .click();
  await page.getByRole("textbox", { name: `Message #${channel}` }).waitFor();
}

/** Opens the panel, does something in it, and closes it. */
export async function underTheHood(page: Page, act: (page: Page) => Promise<void>): Promise<void> {
  const title = page.locator("#hood > summary");
  await title.click();
  await act(page);
  await title.click();
}

/** Leaves the modal on top, and waits until it is gone. */
export async function leaveModal(page: Page): Promise<void> {
  const top = page.getByRole("dialog").last();
  const id = await top.getAttribute("data-view-id");
  await top.getByTestId("modal-close").click();
  await page.locator(`[data-view-id="${id}"]`).waitFor({ state: "detached" });
}
