const refusedConnections: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no such host",
  ETIMEDOUT: "it does not answer",
  "28P01": "it does not take the password",
  "3D000": "there is no such database",
};

/** The sentence for a database that can't be reached, without the password; else null. */
export function unreachable(url: string, error: unknown): Error | null {
  const reason = refusedConnections[(error as { code?: string }).code ?? ""];
  if (reason === undefined) return null;
  const { host, pathname } = new URL(url);
  return new Error(
    `I could not reach the database ${pathname.slice(1)} at ${host}: ${reason}. ` +
      "Check DATABASE_URL, or leave it out to use the embedded server.",
  );
}
