import { requirePermission } from "../approvals/require-permission.ts";
import { audited, auditRefusal } from "../audited.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { CompanySettings, SettingsPatch } from "./settings-books.ts";

/** A setting that changed, as texts for people and the trail. */
export type ChangedSetting = {
  readonly name: string;
  readonly before: string;
  readonly after: string;
};

const longestName = 120;
/** More is no finding any more. */
const mostPercent = 1_000;
/** Ten years of months; more is no limit. */
const mostPeriods = 120;

/**
 * Changes what can be changed without rewriting history, and tells what did change. Each value
 * before and after stands in the trail. Refuses `role_missing`, `setting_invalid`,
 * `settings_missing`.
 */
export async function changeSettings(
  world: World,
  actor: Actor,
  patch: SettingsPatch,
): Promise<readonly ChangedSetting[] | Refusal> {
  const act = { action: "settings.change", subject: "settings" };
  const no = requirePermission(actor, "configure") ?? refusePatch(patch);
  if (no) return auditRefusal(world, actor, act, no);
  return audited(
    world,
    actor,
    act,
    async (tx) => {
      const settings = await tx.lockSettings();
      const changed = differences(settings, patch);
      if (changed.some(({ name }) => name === "catchUpPeriods") && !settings.isImported) {
        const remedy = "Load one: billrun import FILE.";
        return refuse("settings_missing", "No billing file was imported yet.", remedy);
      }
      if (changed.length > 0) await tx.saveSettings(patch);
      return changed;
    },
    (changed) => ({ details: detailsOf(changed) }),
  );
}

function detailsOf(changed: readonly ChangedSetting[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    changed.map(({ name, before, after }) => [name, `${before} → ${after}`]),
  );
}

function differences(settings: CompanySettings, patch: SettingsPatch): readonly ChangedSetting[] {
  const { billing, findings } = settings;
  const before: Readonly<Record<keyof SettingsPatch, string>> = {
    sellerName: settings.sellerName,
    catchUpPeriods: periodsText(billing.catchUpPeriods ?? null),
    changePercent: String(findings.changePercent),
    usagePercent: String(findings.usagePercent),
    largeMinor: String(findings.largeMinor),
  };
  const names = Object.keys(before) as (keyof SettingsPatch)[];
  return names.flatMap((name) => {
    const value = patch[name];
    if (value === undefined) return [];
    const after = name === "catchUpPeriods" ? periodsText(value) : String(value);
    return after === before[name] ? [] : [{ name, before: before[name], after }];
  });
}

function periodsText(periods: SettingsPatch[keyof SettingsPatch]): string {
  return periods === null || periods === undefined ? "no limit" : String(periods);
}

function refusePatch(patch: SettingsPatch): Refusal | null {
  const { sellerName, catchUpPeriods, changePercent, usagePercent, largeMinor } = patch;
  if (sellerName !== undefined && (sellerName.trim() === "" || sellerName.length > longestName)) {
    return invalid("sellerName", `Write a name of at most ${longestName} letters.`);
  }
  if (!isBetween(catchUpPeriods ?? 1, 1, mostPeriods)) {
    return invalid("catchUpPeriods", `Write a whole number from 1 to ${mostPeriods}, or nothing.`);
  }
  const percent = `Write a whole number from 1 to ${mostPercent}.`;
  if (!isBetween(changePercent ?? 1, 1, mostPercent)) return invalid("changePercent", percent);
  if (!isBetween(usagePercent ?? 1, 1, mostPercent)) return invalid("usagePercent", percent);
  if (largeMinor === undefined) return null;
  // What a bigint column holds.
  const isLarge = largeMinor > 0n && largeMinor < 2n ** 63n;
  return isLarge ? null : invalid("largeMinor", "Write an amount above zero.");
}

function isBetween(value: number, first: number, last: number): boolean {
  return Number.isInteger(value) && value >= first && value <= last;
}

function invalid(name: keyof SettingsPatch, remedy: string): Refusal {
  return refuse("setting_invalid", `That is no value for ${settingNames[name]}.`, remedy);
}

/** What settings are called in sentences. */
export const settingNames: Readonly<Record<keyof SettingsPatch, string>> = {
  sellerName: "the seller's name",
  catchUpPeriods: "missed periods at most",
  changePercent: "bills that changed",
  usagePercent: "usage that changed",
  largeMinor: "large bills",
};
