/** All roles, from the one that may least. */
export const allRoles = ["viewer", "preparer", "approver", "controller", "admin"] as const;

/** What a member may do: see `mayDo` for what each role grants. An admin does not vote. */
export type Role = (typeof allRoles)[number];

/** A person of the billing team. Two Slack ids of one person are one member and have one vote. */
export type Member = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly roles: readonly Role[];
  /** Deactivated members can do nothing. */
  readonly active: boolean;
};

/** What somebody may ask for. */
export type Permission =
  | "view"
  | "prepare"
  | "vote"
  | "launch"
  | "freeze"
  | "unfreeze"
  | "examine"
  | "configure"
  | "administer";

const allowed: Readonly<Record<Permission, readonly Role[]>> = {
  view: ["viewer", "preparer", "approver", "controller", "admin"],
  prepare: ["preparer", "controller", "admin"],
  vote: ["approver", "controller"],
  launch: ["preparer", "controller", "admin"],
  // Whoever works with billing may stop it; letting it go on takes more.
  freeze: ["preparer", "approver", "controller", "admin"],
  unfreeze: ["approver", "controller", "admin"],
  examine: ["preparer", "controller", "admin"],
  configure: ["controller", "admin"],
  administer: ["admin"],
};

/** Whether one of the member's roles grants `permission`. */
export function mayDo(member: Member, permission: Permission): boolean {
  return member.active && member.roles.some((role) => allowed[permission].includes(role));
}

/** The roles that grant `permission`, for the sentence of a refusal. */
export function rolesThatMay(permission: Permission): readonly Role[] {
  return allowed[permission];
}

/** Any of several roles as people say it: "preparer, controller or admin". */
export function anyRoleText(roles: readonly Role[]): string {
  const [last = "", ...others] = roles.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(", ")} or ${last}`;
}
