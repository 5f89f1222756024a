import { biggestChanges } from "../../../operations/bill-runs/biggest-changes.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { changesMessage, mostChanges } from "../../messages/changes-message.ts";
import type { RunAction } from "./run-action.ts";

export const changes: RunAction = {
  action: "changes",
  run: async ({ world, actor, seen }) => {
    const found = await biggestChanges(world, actor, { number: seen.run, limit: mostChanges });
    return isRefusal(found) ? found : changesMessage(found.run, found.changes);
  },
};
