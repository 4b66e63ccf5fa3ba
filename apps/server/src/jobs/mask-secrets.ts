const MASK = '***';
/** Names of variables whose values are nobody's business. */
const SECRET_NAME = /(?:password|passwd|secret|token|credential|api_?key|private_?key|database_url|_dsn|_key)/i;
/** Shorter values occur in texts by themselves. */
const LENGTH_MIN = 6;

/** Forms in which secrets stand in messages, with what is left of them. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/(:\/\/[^\s/:@]*):[^\s/@]*@/g, `$1:${MASK}@`],
  [/\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{6,}/gi, `$1 ${MASK}`],
  [
    /\b([a-z0-9_-]*(?:password|passwd|secret|token|api[_-]?key)["']?\s*[=:]\s*)(?:"[^"]*"|'[^']*'|[^\s"',;&]+)/gi,
    `$1${MASK}`,
  ],
];

/**
 * A text as it may stand in a log: without the values of variables that are named as secrets, passwords in addresses and
 * what follows `password=` and the like.
 */
export function maskSecrets(text: string, environment: NodeJS.ProcessEnv): string {
  const values = Object.entries(environment)
    .filter(([name]) => SECRET_NAME.test(name))
    .map(([, value]) => value ?? '')
    .filter((value) => value.length >= LENGTH_MIN)
    // What contains another value goes first.
    .toSorted((a, b) => b.length - a.length);
  let masked = text;
  for (const value of values) masked = masked.replaceAll(value, MASK);
  for (const [form, left] of FORMS) masked = masked.replaceAll(form, left);
  return masked;
}
