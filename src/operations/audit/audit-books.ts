/** A row of the trail as it stands. */
export type AuditRow = {
  /** Place in the chain, from 1 without a gap. */
  readonly seq: number;
  /** ISO instant. */
  readonly at: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly via: string;
  readonly where: string;
  readonly action: string;
  readonly subject: string;
  readonly digest: string | null;
  /** "done" or a refusal's code. */
  readonly outcome: string;
  readonly correlationId: string;
  readonly details: Readonly<Record<string, string | number | null>>;
};

/** Which rows somebody wants to see; what is left out doesn't narrow. */
export type AuditQuestion = {
  readonly limit: number;
  /** "BR-12": rows about it. */
  readonly subject?: string;
  /** Rows of one member. */
  readonly actorId?: string;
  /** Part of an action, a subject or a name: "launch", "roles", "U0GUEST". */
  readonly word?: string;
};

/** The last row of the chain: whoever keeps it can prove later that nothing was rewritten. */
export type AuditHead = { readonly seq: number; readonly hash: string };

/** What can be read of the trail. */
export type AuditReader = {
  /** The newest first. */
  listAudit(question: AuditQuestion): Promise<readonly AuditRow[]>;
  /** Null where the trail is empty. */
  auditHead(): Promise<AuditHead | null>;
  /** The hash that a row has; null where there is no such row. */
  auditHashAt(seq: number): Promise<string | null>;
  /**
   * Goes on from a row whose hash is trusted and checks the next `limit` places: gives the last
   * sound row, the first one that is missing, moved or changed, and how many rows there are.
   */
  checkAuditFrom(
    after: AuditHead,
    limit: number,
  ): Promise<{ readonly sound: AuditHead; readonly broken: number | null; readonly rows: number }>;
};
