/** What kind of trouble an error is; decides who is told and whether a caller may try again. */
export const ErrorCategory = {
  /** The machine or the platform itself: disk full, a process gone, a broken invariant. */
  System: 'SYSTEM',
  /** The request makes no sense in the trade: unknown symbol, no data, not enough money. */
  Business: 'BUSINESS',
  /** A file, provider, broker or store on the other side. */
  Integration: 'INTEGRATION',
  /** A budget of time or memory was missed. */
  Performance: 'PERFORMANCE',
  /** Something that must not be allowed. */
  Security: 'SECURITY',
} as const;
export type ErrorCategory = (typeof ErrorCategory)[keyof typeof ErrorCategory];

/** One entry of a package's error catalogue. */
export interface ErrorDefinition {
  readonly category: ErrorCategory;
  /** Sentence with `{name}` places that the details fill. */
  readonly message: string;
  readonly retryable: boolean;
  /** What the person in front of the screen does next; may hold `{name}` places too. */
  readonly action: string;
}

export type ErrorDetails = Readonly<Record<string, string | number | boolean>>;

function fill(template: string, details: ErrorDetails): string {
  return template.replaceAll(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(details, name) ? String(details[name]) : place,
  );
}

/** A password in a URL's authority, and the value of a query parameter that is named as a secret. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/(:\/\/[^\s/:@]*):[^\s/@]*@/g, '$1:***@'],
  [/([?&](?:password|token|secret|signature|[a-z_-]*key)=)[^&\s]+/gi, '$1***'],
];

function withoutSecrets(details: ErrorDetails): ErrorDetails {
  const safe: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(details)) {
    safe[name] =
      typeof value === 'string'
        ? SECRETS.reduce((text, [secret, mask]) => text.replaceAll(secret, mask), value)
        : value;
  }
  return safe;
}

/** Numbers inside a text vary from one occurrence to the next; digits behind a letter (`M5`, `XAU2`) are part of a name. */
function withoutNumbers(text: string): string {
  return text.replaceAll(/(?<![A-Za-z\d])\d+(?:[.,:]\d+)*/g, '#');
}

/** FNV-1a over UTF-16 code units, 32 bits, as eight hexadecimal digits. */
function fingerprintOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/**
 * An error from a catalogue: it has a code, a category, and says what to do next. Passwords in URLs and secret query
 * parameters among the details are masked, so that message, action and details may be logged and shown.
 */
export class PipwrightError extends Error {
  readonly code: string;
  readonly category: ErrorCategory;
  readonly retryable: boolean;
  readonly action: string;
  readonly details: ErrorDetails;
  /** Equal for errors of one cause: the code and the texts among the details, without the numbers that vary in them. */
  readonly fingerprint: string;

  constructor(
    code: string,
    definition: ErrorDefinition,
    details: ErrorDetails = {},
    options: { cause?: unknown } = {},
  ) {
    const safe = withoutSecrets(details);
    super(fill(definition.message, safe), options);
    this.name = 'PipwrightError';
    this.code = code;
    this.category = definition.category;
    this.retryable = definition.retryable;
    this.action = fill(definition.action, safe);
    this.details = safe;
    const texts: string[] = [];
    for (const name of Object.keys(safe).toSorted()) {
      const value = safe[name];
      if (typeof value === 'string') texts.push(name, withoutNumbers(value));
    }
    this.fingerprint = fingerprintOf(JSON.stringify([code, ...texts]));
  }

  /** The form in which errors leave the platform: no stack, no cause. */
  toJSON(): {
    code: string;
    category: ErrorCategory;
    message: string;
    action: string;
    retryable: boolean;
    details: ErrorDetails;
    fingerprint: string;
  } {
    const { code, category, message, action, retryable, details, fingerprint } = this;
    return { code, category, message, action, retryable, details, fingerprint };
  }
}

export type ErrorCatalogue<Codes extends string> = Readonly<
  Record<Codes, (details?: ErrorDetails, options?: { cause?: unknown }) => PipwrightError>
>;

/**
 * Declares the errors of one package. Each entry becomes a function that makes the error.
 *
 * @example
 * const errors = defineErrors({ FILE_NOT_FOUND: { category: 'INTEGRATION', message: 'There is no file {file}.', retryable: false, action: 'Check the path.' } });
 * throw errors.FILE_NOT_FOUND({ file: 'eurusd.zip' });
 */
export function defineErrors<Codes extends string>(
  definitions: Readonly<Record<Codes, ErrorDefinition>>,
): ErrorCatalogue<Codes> {
  const catalogue = {} as Record<Codes, (details?: ErrorDetails, options?: { cause?: unknown }) => PipwrightError>;
  for (const code of Object.keys(definitions) as Codes[]) {
    catalogue[code] = (details, options) => new PipwrightError(code, definitions[code], details, options);
  }
  return catalogue;
}
