import { PipwrightError } from '@pipwright/model';

/** SQL states and system codes that say that the server is not there, or not there yet. */
const GONE = new Set([
  '08000', // connection exception
  '08001', // unable to establish
  '08003', // does not exist
  '08006', // failure
  '57P01', // terminated by the administrator, as when the server stops
  '57P02', // a crash of another session
  '57P03', // starting up or shutting down
  '53300', // too many connections
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'EPIPE',
  'ETIMEDOUT',
]);

/** What the client library says without a code, among it that a pool was ended while somebody waited for it. */
const GONE_MESSAGE = /connection terminated|not queryable|timeout (?:expired|exceeded)|calling end on the pool/i;

const REFUSED = new Set([
  '28000', // invalid authorization
  '28P01', // wrong password
  '3D000', // no such database
]);

/** SQL state of the server, or code of the system; empty where the error has none. */
function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

/** True where the connection failed and not the statement: the same work may succeed on a new connection. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof PipwrightError) return false;
  if (error instanceof AggregateError) return error.errors.some(isConnectionLost);
  return GONE.has(codeOf(error)) || GONE_MESSAGE.test(reasonOf(error));
}

/** True where the server answers and does not let us in. */
export function isLoginRefused(error: unknown): boolean {
  return REFUSED.has(codeOf(error));
}

export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

/** True where a role was not made because it is there: another process was faster. */
export function existsAlready(error: unknown): boolean {
  return codeOf(error) === '42710' || codeOf(error) === '23505';
}
