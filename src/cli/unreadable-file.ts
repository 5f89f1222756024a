/**
 * Text from UTF-8. Throws for other encodings: read anyway, a file in Latin-1 would bill customers
 * whose names hold replacement characters.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** Why a file can't be read, in a sentence that says what to do. */
export function unreadableFile(path: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return `There is no file ${path}: check the path.`;
  if (code === "EISDIR") return `${path} is a folder: name a file in it.`;
  if (code === "EACCES") return `You may not read ${path}: ask for its permissions.`;
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
    return `${path} is not UTF-8 text: save it with that encoding.`;
  }
  return `${path} can't be read: ${error instanceof Error ? error.message : String(error)}.`;
}
