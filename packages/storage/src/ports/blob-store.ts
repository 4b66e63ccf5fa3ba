/** Named files: models, reports, journals. Names are `/`-separated words of `[a-z0-9._-]`. */
export interface BlobStore {
  /** Replaces the blob as a whole: a reader sees the old bytes or the new ones. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** The bytes, or null where there is no such blob. */
  get(name: string): Promise<Uint8Array | null>;
  /** Names that start with `prefix`, sorted. */
  list(prefix: string): Promise<readonly string[]>;
  remove(name: string): Promise<void>;
}
