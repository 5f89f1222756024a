/** The first eight digits of a digest as people compare them: "sha256:4f3a9c21…" → "4f3a-9c21". */
export function digestText(digest: string): string {
  const digits = digest.replace(/^sha256:/, "").slice(0, 8);
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}
