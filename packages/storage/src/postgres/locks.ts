/** First half of the keys of all advisory locks of the platform: `pipw` in ASCII. */
const PLATFORM = 0x7069_7077;

/** Held while migrations are applied. */
export const MIGRATION_LOCK = [PLATFORM, 1];

/** Shared by every process that uses an embedded server; exclusive for the one that stops it. */
export const PRESENCE_LOCK = [PLATFORM, 2];
