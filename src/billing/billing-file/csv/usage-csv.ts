import type { UsageRecord } from "../../subscriptions/subscription.ts";
import { wholeFile } from "../file-error.ts";
import { readUsage } from "../read-subscription.ts";
import { type Column, type CsvIntake, openCsv } from "./csv-intake.ts";

const columns: readonly Column[] = [
  { name: "key", kind: "text", required: true },
  { name: "subscription", kind: "text", required: true },
  { name: "charge", kind: "text", required: true },
  { name: "at", kind: "text", required: true },
  { name: "quantity", kind: "text", required: true },
  { name: "knownOn", kind: "text" },
];

/** Reads usage from CSV. Whether subscriptions and charges exist is left to whoever knows them. */
export function openUsageCsv(): CsvIntake<UsageRecord> {
  return openCsv(columns, (values, report) => {
    // Only used where nothing was reported, so every required field is there.
    return readUsage(values, wholeFile, report) as UsageRecord | undefined;
  });
}
