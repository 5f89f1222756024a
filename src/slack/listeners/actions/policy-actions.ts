import { z } from "zod";
import { showPolicy } from "../../../operations/approvals/show-policy.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { openPolicyAction } from "../../approval-reference.ts";
import { addTierAction, policyFormView } from "../../modals/policy-form-view.ts";
import { changePolicyAction } from "../../modals/policy-view.ts";
import { draftOf, mostTiers, readDraft } from "../../policy-draft.ts";
import { openPolicyView } from "../policy-modal.ts";
import type { ElementAction } from "./element-action.ts";

const channelSchema = z.object({
  channel: z
    .string()
    .regex(/^[CDGUW][A-Z0-9]{1,30}$/)
    .nullable(),
});
const metadataSchema = channelSchema.extend({
  tiers: z.int().min(0).max(mostTiers),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

/** What the policy's form carried; null where it is not ours. */
export function readPolicyMetadata(text: string): z.infer<typeof metadataSchema> | null {
  try {
    return metadataSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function channelIn(text: string): string | null {
  try {
    return channelSchema.safeParse(JSON.parse(text)).data?.channel ?? null;
  } catch {
    return null;
  }
}

const act = (action: string) => () => ({ action: `slack.${action}`, subject: "policy" });

/** What stands behind the buttons of the approval policy. */
export const policyActions: readonly ElementAction[] = [
  {
    actionId: openPolicyAction,
    act: act(openPolicyAction),
    title: "Approval policy",
    open: ({ world, actor, channel }) => openPolicyView(world, actor, channel),
  },
  {
    actionId: changePolicyAction,
    act: act(changePolicyAction),
    title: "Change the policy",
    open: async ({ world, actor, channel: here, view: acted }) => {
      const view = await showPolicy(world, actor);
      if (isRefusal(view)) return view;
      const channel = here ?? channelIn(acted?.metadata ?? "");
      return policyFormView(view, draftOf(view.policy, view.currency), channel);
    },
  },
  {
    actionId: addTierAction,
    act: act(addTierAction),
    change: async ({ world, actor, view: acted }) => {
      const metadata = acted && readPolicyMetadata(acted.metadata);
      if (!acted || !metadata) return null;
      const view = await showPolicy(world, actor);
      if (isRefusal(view)) return view;
      const draft = readDraft(acted.values, metadata.tiers, 1);
      return policyFormView(view, draft, metadata.channel);
    },
  },
];
