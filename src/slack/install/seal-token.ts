import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";

/** A token as it may be stored. */
export type SealedToken = {
  /** Which key opens it. */
  readonly keyId: string;
  /** Nonce, ciphertext and tag, in base64. */
  readonly sealed: string;
};

/** Keeps tokens unreadable for whoever sees the database. */
export type TokenSeal = {
  /** Binds the token to an installation's key: in another one's row it can't be opened. */
  seal(token: string, installKey: string): SealedToken;
  /** Null where the key is not known any more, or something was changed. */
  open(sealed: SealedToken, installKey: string): string | null;
  /** Signs what must come back unchanged. */
  sign(text: string): string;
  /** Signatures of all keys, so that a change of keys breaks nothing that is under way. */
  isSigned(text: string, signature: string): boolean;
};

/** What AES-256-GCM takes and gives. Source: NIST SP 800-38D. */
const cipher = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

type Key = { readonly id: string; readonly sealing: Buffer; readonly signing: Buffer };

/**
 * Seals with the first of the secrets (32 bytes in base64 each, separated by commas) and opens with
 * all of them. To change keys, put a new one in front; workspaces that install the app again have
 * their tokens sealed with it.
 */
export function createTokenSeal(secrets: string): TokenSeal {
  const keys = secrets.split(",").map(toKey);
  const [first] = keys;
  if (!first) throw new Error("there is no key to seal tokens with");
  return {
    seal: (token, installKey) => sealWith(first, token, installKey),
    open(sealed, installKey) {
      const key = keys.find(({ id }) => id === sealed.keyId);
      return key ? openWith(key, sealed.sealed, installKey) : null;
    },
    sign: (text) => mac(first, text),
    isSigned: (text, signature) => keys.some((key) => isEqual(mac(key, text), signature)),
  };
}

/** One secret, a key for each use: what one use gives away says nothing of the other. */
function toKey(secret: string): Key {
  const master = Buffer.from(secret.trim(), "base64");
  if (master.length !== 32) throw new Error("a key to seal tokens with has 32 bytes");
  const derive = (use: string) => Buffer.from(hkdfSync("sha256", master, "", use, 32));
  const id = createHash("sha256").update(derive("billrun key id")).digest("hex").slice(0, 8);
  return { id, sealing: derive("billrun token seal"), signing: derive("billrun signature") };
}

function sealWith(key: Key, token: string, installKey: string): SealedToken {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key.sealing, nonce);
  sealing.setAAD(Buffer.from(installKey));
  const body = Buffer.concat([sealing.update(token, "utf8"), sealing.final()]);
  const sealed = Buffer.concat([nonce, body, sealing.getAuthTag()]).toString("base64");
  return { keyId: key.id, sealed };
}

function openWith(key: Key, sealed: string, installKey: string): string | null {
  const bytes = Buffer.from(sealed, "base64");
  if (bytes.length < nonceBytes + tagBytes) return null;
  const opening = createDecipheriv(cipher, key.sealing, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  opening.setAAD(Buffer.from(installKey));
  opening.setAuthTag(bytes.subarray(-tagBytes));
  try {
    const body = bytes.subarray(nonceBytes, -tagBytes);
    return Buffer.concat([opening.update(body), opening.final()]).toString("utf8");
  } catch {
    return null;
  }
}

function mac(key: Key, text: string): string {
  return createHmac("sha256", key.signing).update(text).digest("base64url");
}

function isEqual(ours: string, given: string): boolean {
  const [left, right] = [Buffer.from(ours), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}
