import { changeSettings } from "../../../src/operations/settings/change-settings.ts";
import { showSettings } from "../../../src/operations/settings/show-settings.ts";
import { reading, type Twin } from "./twin.ts";

let percent = 60;

/** Settings by their files. */
export const settingsTwins: Readonly<Record<string, Twin>> = {
  "settings/change-settings": {
    async prepare(stage) {
      percent += 1;
      const patch = { changePercent: percent, sellerName: "Acme Inc" };
      return async (world) => {
        const changed = await changeSettings(world, stage.admin, patch);
        return "refusal" in changed ? changed : (await world.books.findingRules()).changePercent;
      };
    },
    second: "same",
    auditsOfSecond: 1,
  },
  "settings/show-settings": reading((world, { maker }) => showSettings(world, maker)),
};
