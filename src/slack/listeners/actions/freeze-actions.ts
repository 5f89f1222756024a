import { refuse } from "../../../operations/refusal.ts";
import { freezeActionIds } from "../../freeze-buttons.ts";
import { unfreeze } from "../unfreeze.ts";
import type { ElementAction } from "./element-action.ts";

/** The button that lifts a freeze. */
export const freezeActions: readonly ElementAction[] = [
  {
    actionId: freezeActionIds.unfreeze,
    act: () => ({ action: "slack.unfreeze", subject: "billing" }),
    run: async ({ world, actor, value }) => {
      const freeze = await world.books.currentFreeze();
      // A click under an old message must not lift another freeze.
      if (freeze && freeze.id !== value) {
        const message = "This button is about an earlier freeze, which was lifted.";
        return refuse("freeze_other", message, "For the one that stands: /billrun unfreeze.");
      }
      return unfreeze(world, actor);
    },
  },
];
