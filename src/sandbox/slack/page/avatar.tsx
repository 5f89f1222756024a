import type { SandboxPerson } from "../model.ts";
import type { Workspace } from "../workspace.ts";

// Muted hues that white initials are readable on.
const COLOURS = ["#5b6abf", "#a2577a", "#4d8076", "#a86d3b", "#7a5ea8", "#4f7ba3", "#8a6d3b"];

/** A person's initials on a colour of their own; the app has a square of its own. */
export function Avatar(props: {
  person: SandboxPerson | undefined;
  workspace: Workspace;
  small?: boolean;
}) {
  const { person, workspace, small } = props;
  const name = person?.realName ?? "?";
  const initials = name
    .split(/\s+/)
    .map((word) => word[0] ?? "")
    .join("")
    .slice(0, 2)
    .toUpperCase();
  // By their place in the list, so that neighbours differ.
  const order = [...workspace.peopleById.keys()].indexOf(person?.id ?? "");
  const colour = person?.isBot ? "var(--accent)" : COLOURS[(order + 1) % COLOURS.length];
  const classes = ["avatar", small ? "small" : "", person?.isBot ? "app" : ""].join(" ");
  return (
    <span class={classes} style={`background: ${colour}`} aria-hidden="true">
      {initials}
    </span>
  );
}
