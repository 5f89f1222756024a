import type { Member, Role } from "../../billing/approvals/member.ts";

/** A role that somebody has, and where it comes from. */
export type RoleGrant = {
  readonly role: Role;
  /** The Slack user group that gives it; null where a person gave it by hand. */
  readonly groupId: string | null;
  /** Name of who gave it, or of who mapped the group. */
  readonly givenBy: string;
  /** ISO instant. */
  readonly givenAt: string;
};

/** A member with Slack ids and where each role comes from. */
export type TeamMember = {
  readonly member: Member;
  readonly slackIds: readonly string[];
  /** Slack says that all of these ids are deactivated, so the member isn't active. */
  readonly hasLeftSlack: boolean;
  readonly grants: readonly RoleGrant[];
};

/** What the books know of a member's Slack id. */
export type SlackAccess = {
  readonly slackId: string;
  readonly memberName: string;
  /** Slack said that it is deactivated. */
  readonly hasLeft: boolean;
};

/** A Slack user group whose people have roles. */
export type RoleGroup = {
  readonly groupId: string;
  /** "@billing-approvers". */
  readonly handle: string;
  readonly roles: readonly Role[];
  /** Who mapped it: a member id, null at the machine. */
  readonly setBy: string | null;
  readonly setByName: string;
};

/** What can be read of people and their roles. */
export type MembersReader = {
  /** Everybody, by name. */
  listTeam(): Promise<readonly TeamMember[]>;
  listRoleGroups(): Promise<readonly RoleGroup[]>;
  /** Those of the Slack ids that are members'. */
  slackAccess(slackIds: readonly string[]): Promise<readonly SlackAccess[]>;
};

/** What a transaction does with people and their roles. */
export type MembersWriter = {
  /** The team as it stands; nobody else changes it before the transaction ends. */
  lockTeam(): Promise<readonly TeamMember[]>;
  roleGroupsNow(): Promise<readonly RoleGroup[]>;
  /** Makes the roles that come from one source exactly these; those of others stay. */
  setRoles(
    memberId: string,
    roles: readonly Role[],
    from: { readonly groupId: string | null; readonly givenBy: string; readonly at: Date },
  ): Promise<void>;
  /** A new member without a role; the name is made another where one has it. */
  addMember(name: string, slackId: string): Promise<Member>;
  renameMember(memberId: string, name: string): Promise<void>;
  setMemberActive(memberId: string, active: boolean): Promise<void>;
  /** Gives a Slack id to a member, whoever had it. */
  giveSlackId(slackId: string, memberId: string): Promise<void>;
  saveRoleGroup(group: RoleGroup & { readonly at: Date }): Promise<void>;
  removeRoleGroup(groupId: string): Promise<void>;
  /**
   * What would make two votes of one, or a vote on one's own work, if the member's acts counted as
   * somebody else's: labels of runs before their launch that the member made, edited or voted on.
   */
  unfinishedWorkOf(memberId: string): Promise<readonly string[]>;
  /** Notes since when a Slack id is deactivated, or that it is back; false if that is known. */
  setLeftSlack(slackId: string, leftAt: Date | null): Promise<boolean>;
};
