import { endInstall } from "../../../src/operations/installs/end-install.ts";
import { rememberChannel } from "../../../src/operations/installs/remember-channel.ts";
import { saveInstall } from "../../../src/operations/installs/save-install.ts";
import type { Stage } from "../twin-stage.ts";
import type { Twin } from "./twin.ts";

/** An installation that is there once, under a key of its own. */
function fresh(stage: Stage) {
  const key = `T0${stage.fresh().account.toUpperCase()}`;
  const installation = {
    ...{ key, teamId: key, enterpriseId: null, isOrg: false, name: "Northlight" },
    ...{ appId: "A0BILLRUN", botUserId: "U0BILLRUN", scopes: ["commands"] },
    ...{ tokenKeyId: "k1", sealedToken: "c2VhbGVk", installedBy: "U0DANA" },
  };
  return { installation, welcome: [key] };
}

async function installed(stage: Stage): Promise<string> {
  const made = fresh(stage);
  await saveInstall(stage.world, stage.admin, made);
  return made.installation.key;
}

/** The operations by their files. */
export const installTwins: Readonly<Record<string, Twin>> = {
  "installs/end-install": {
    async prepare(stage) {
      const key = await installed(stage);
      return (world) => endInstall(world, stage.admin, { key, why: "app_uninstalled" });
    },
    second: false,
    auditsOfSecond: 1,
  },
  "installs/remember-channel": {
    async prepare(stage) {
      const key = await installed(stage);
      return (world) => rememberChannel(world, { channel: `C${key}`, key });
    },
    second: "same",
    auditsOfSecond: 0,
  },
  "installs/save-install": {
    async prepare(stage) {
      const made = fresh(stage);
      return (world) => saveInstall(world, stage.admin, made);
    },
    second: "same",
    auditsOfSecond: 1,
  },
};
