import type { PercentTier, Price, Tier } from "../catalog/catalog.ts";
import { inside, type Place, type Report } from "./file-error.ts";
import {
  describe,
  filledList,
  isObject,
  object,
  oneOf,
  optional,
  type Reader,
  required,
  wholeNumber,
  wrongType,
} from "./readers.ts";
import { compareDecimals, decimal } from "./values.ts";

const amount = decimal();
const model = oneOf([
  "flat",
  "per-unit",
  "graduated",
  "volume",
  "package",
  "percentage",
  "graduated-percentage",
]);

/** null, or a decimal: the last quantity that a tier reaches. */
const upTo: Reader<string | null> = (value, at, report) =>
  value === null ? null : amount(value, at, report);

const unitTiers = risingTiers(
  object("a tier", {
    upTo: required(upTo),
    unitPrice: optional(amount),
    flatFee: optional(amount),
  }) as Reader<Tier>,
);

const percentTiers = risingTiers(
  object("a percentage tier", {
    upTo: required(upTo),
    percent: required(amount),
    flatFee: optional(amount),
  }) as Reader<PercentTier>,
);

const modelField = required(model);
const byModel = new Map<string, Reader<unknown>>(
  Object.entries({
    flat: object("a flat price", {
      model: modelField,
      amount: required(decimal({ negative: true })),
    }),
    "per-unit": object("a price per unit", {
      model: modelField,
      unitPrice: required(amount),
      included: optional(amount),
    }),
    graduated: object("a graduated price", { model: modelField, tiers: required(unitTiers) }),
    volume: object("a volume price", { model: modelField, tiers: required(unitTiers) }),
    package: object("a package price", {
      model: modelField,
      size: required(decimal({ aboveZero: true })),
      amount: required(amount),
      included: optional(amount),
    }),
    percentage: object("a percentage price", {
      model: modelField,
      percent: required(amount),
      fixedFee: optional(amount),
      freeAmount: optional(amount),
      freeEvents: optional(wholeNumber(0, 1_000_000_000)),
    }),
    "graduated-percentage": object("a graduated percentage price", {
      model: modelField,
      tiers: required(percentTiers),
    }),
  }),
);

/** A price of any model. Of one whose model nobody knows only that is reported. */
export const price: Reader<Price> = (value, at, report) => {
  if (!isObject(value)) return wrongType(value, "an object: a price", at, report);
  if (value["model"] === undefined || !Object.hasOwn(value, "model")) {
    report(inside(at, "model"), "missing_field", '"model" is missing: a price needs it.');
    return undefined;
  }
  const name = model(value["model"], inside(at, "model"), report);
  if (name === undefined) return undefined;
  return byModel.get(name)?.(value, at, report) as Price | undefined;
};

/** A list of tiers, each reaching further than the one before and the last one without end. */
function risingTiers<T extends { readonly upTo: string | null }>(
  tier: Reader<T>,
): Reader<readonly (T | undefined)[]> {
  const readTiers = filledList("tiers", tier);
  return (value, at, report) => {
    const tiers = readTiers(value, at, report);
    tiers?.forEach((entry, index) => {
      const last = index === tiers.length - 1;
      checkRise(entry?.upTo, tiers[index - 1]?.upTo, last, inside(at, index), report);
    });
    return tiers;
  };
}

function checkRise(
  reach: string | null | undefined,
  before: string | null | undefined,
  last: boolean,
  tier: Place,
  report: Report,
): void {
  const at = inside(tier, "upTo");
  if (reach === undefined) return;
  if (reach === null) {
    if (!last)
      report(at, "tier_not_last", "Only the last tier may have null: give this one a limit.");
    return;
  }
  if (last) {
    report(at, "tier_not_open", "The last tier must have null, so that no quantity is left out.");
  } else if (before !== undefined && before !== null && compareDecimals(reach, before) <= 0) {
    const message = `${describe(reach)} is not above ${describe(before)} of the tier before.`;
    report(at, "tier_not_rising", message);
  }
}
