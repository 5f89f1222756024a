import { requirePermission } from "../../../operations/approvals/require-permission.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { showSettings } from "../../../operations/settings/show-settings.ts";
import { homeActionIds } from "../../home-buttons.ts";
import { settingsView } from "../../modals/settings-view.ts";
import type { ElementAction } from "./element-action.ts";

/** The button that opens the form of settings. */
export const settingsActions: readonly ElementAction[] = [
  {
    actionId: homeActionIds.settings,
    act: () => ({ action: "slack.settings", subject: "settings" }),
    title: "Settings",
    check: async ({ actor }) => requirePermission(actor, "configure"),
    open: async ({ world, actor, channel }) => {
      const view = await showSettings(world, actor);
      return isRefusal(view) ? view : settingsView(view, channel);
    },
  },
];
