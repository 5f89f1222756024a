import { listAudit } from "../../../src/operations/audit/list-audit.ts";
import { verifyAudit } from "../../../src/operations/audit/verify-audit.ts";
import { examineCompany } from "../../../src/operations/doctor/examine-company.ts";
import { reading, type Twin } from "./twin.ts";

/** Looking at the trail, and at everything else. */
export const auditTwins: Readonly<Record<string, Twin>> = {
  "audit/list-audit": reading((world, { maker }) =>
    listAudit(world, maker, { limit: 5, of: null }),
  ),
  "audit/verify-audit": reading((world) => verifyAudit(world, null)),
  "doctor/examine-company": reading(async (world, { maker }) => {
    const found = await examineCompany(world, maker);
    return "refusal" in found ? found : found.checks.map((check) => check.what);
  }),
};
