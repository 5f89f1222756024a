import { parseBillingFile } from "../../src/billing/billing-file/parse-billing-file.ts";
import { type Company, openCompany } from "../../src/sandbox/main.ts";
import { movableClock } from "../../src/sandbox/movable-clock.ts";
import { sampleCompany } from "../../src/sandbox/sample-company.ts";
import { freshDatabase } from "../support/postgres.ts";

/** The sample company on a day, in a database of its own that goes with it. */
export async function openSample(today: string): Promise<Company> {
  const database = await freshDatabase();
  const parsed = parseBillingFile(sampleCompany(today));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const company = await openCompany({
    ...{ databaseUrl: database.url, clock: movableClock(today), data: parsed.data },
    ...{ source: "the sample company", port: 0 },
  });
  async function stop(): Promise<void> {
    await company.stop();
    await database.drop();
  }
  return { ...company, stop };
}
