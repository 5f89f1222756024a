import type { FindingRules } from "../../billing/bill-run/findings.ts";
import type { BillingSettings } from "../../billing/catalog/catalog.ts";

/** How a company bills, and what its previews find worth a look. */
export type CompanySettings = {
  /** Name of the seller, on documents. */
  readonly sellerName: string;
  readonly billing: BillingSettings;
  /** False before the first billing file was imported: the rules are billrun's own then. */
  readonly isImported: boolean;
  readonly findings: FindingRules;
};

/** What may be changed without rewriting history; what is left out stays. */
export type SettingsPatch = {
  readonly sellerName?: string;
  /** Null: a run bills however many periods were missed. */
  readonly catchUpPeriods?: number | null;
  readonly changePercent?: number;
  readonly usagePercent?: number;
  /** Minor units of each bill's own currency. */
  readonly largeMinor?: bigint;
};

/** What can be read of settings. */
export type SettingsReader = {
  companySettings(): Promise<CompanySettings>;
  /** What previews find worth a look. */
  findingRules(): Promise<FindingRules>;
};

/** What a transaction does with settings. */
export type SettingsWriter = {
  /** The settings as they stand; nobody else changes them before the transaction ends. */
  lockSettings(): Promise<CompanySettings>;
  saveSettings(patch: SettingsPatch): Promise<void>;
};
