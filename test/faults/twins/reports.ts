import { listOverdue } from "../../../src/operations/reports/list-overdue.ts";
import { reconcileBooks } from "../../../src/operations/reports/reconcile-books.ts";
import { showAging } from "../../../src/operations/reports/show-aging.ts";
import { reading, type Twin } from "./twin.ts";

/** The operations by their files. */
export const reportTwins: Readonly<Record<string, Twin>> = {
  "reports/list-overdue": reading((world, { maker }) =>
    listOverdue(world, maker, { account: null, limit: 10 }),
  ),
  "reports/reconcile-books": reading((world, { maker }) =>
    reconcileBooks(world, maker, { asOfOn: null }),
  ),
  "reports/show-aging": reading((world, { maker }) => showAging(world, maker, { asOfOn: null })),
};
