import type { FindingRules } from "../billing/bill-run/findings.ts";
import type {
  CompanySettings,
  SettingsPatch,
  SettingsReader,
  SettingsWriter,
} from "../operations/settings/settings-books.ts";
import { loadCatalog } from "./catalog.ts";
import { type Db, execute, jsonRow } from "./database.ts";

/** Reads how the company bills. */
export function settingsReader(db: Db): SettingsReader {
  return {
    companySettings: () => companySettings(db),
    findingRules: () => findingRules(db),
  };
}

/** Changes how the company bills. */
export function settingsWriter(db: Db): SettingsWriter {
  return {
    async lockSettings() {
      await execute(db, "SELECT pg_advisory_xact_lock(hashtext('billrun.settings'))");
      return companySettings(db);
    },
    saveSettings: (patch) => saveSettings(db, patch),
  };
}

async function companySettings(db: Db): Promise<CompanySettings> {
  const row = await jsonRow<{ name: string; imported: boolean }>(
    db,
    `SELECT (SELECT name FROM legal_entity ORDER BY created_at, id LIMIT 1) AS name,
            EXISTS (SELECT FROM billing_settings) AS imported`,
  );
  return {
    sellerName: row?.name ?? "",
    billing: (await loadCatalog(db)).settings,
    isImported: row?.imported ?? false,
    findings: await findingRules(db),
  };
}

async function findingRules(db: Db): Promise<FindingRules> {
  const row = await db.findingLimits.findUniqueOrThrow({ where: { id: 1 } });
  return {
    changePercent: BigInt(row.changePercent),
    usagePercent: BigInt(row.usagePercent),
    largeMinor: row.largeMinor,
  };
}

async function saveSettings(db: Db, patch: SettingsPatch): Promise<void> {
  const { sellerName, catchUpPeriods, changePercent, usagePercent, largeMinor } = patch;
  if (sellerName !== undefined) {
    const first = "(SELECT id FROM legal_entity ORDER BY created_at, id LIMIT 1)";
    await execute(db, `UPDATE legal_entity SET name = $1 WHERE id = ${first}`, sellerName);
  }
  if (catchUpPeriods !== undefined) {
    await db.billingSettings.update({ where: { id: 1 }, data: { catchUpPeriods } });
  }
  const limits = {
    ...(changePercent === undefined ? {} : { changePercent }),
    ...(usagePercent === undefined ? {} : { usagePercent }),
    ...(largeMinor === undefined ? {} : { largeMinor }),
  };
  if (Object.keys(limits).length > 0) {
    await db.findingLimits.update({ where: { id: 1 }, data: limits });
  }
}
