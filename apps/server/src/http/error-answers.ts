import { ErrorCategory, PipwrightError } from '@pipwright/model';
import type { ErrorBody } from '@pipwright/protocol';
import type { FastifyInstance } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { errors } from '../errors.ts';

const STATUS_OF_CATEGORY: Readonly<Record<ErrorCategory, number>> = {
  SYSTEM: 500,
  BUSINESS: 422,
  INTEGRATION: 502,
  PERFORMANCE: 429,
  SECURITY: 403,
};

const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  NOT_FOUND: 404,
  REPORT_NOT_FOUND: 404,
  JOB_NOT_FOUND: 404,
  REQUEST_INVALID: 400,
};

/** Status of an error of the web framework that is the client's fault, else null. */
function clientStatusOf(error: unknown): number | null {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return status >= 400 && status < 500 ? status : null;
}

function toCatalogueError(error: unknown): PipwrightError {
  if (error instanceof PipwrightError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const problem = error.validation
      .map((issue) => `${issue.instancePath || 'body'} ${issue.message ?? ''}`)
      .join('; ');
    return errors.REQUEST_INVALID({ problem });
  }
  if (clientStatusOf(error) !== null) return errors.REQUEST_INVALID({ problem: (error as Error).message });
  return errors.INTERNAL({}, { cause: error });
}

/** What HTTP itself says of a request (413 too large, 415 of another type) stays; everything else goes by the catalogue. */
function statusOf(known: PipwrightError, original: unknown): number {
  const own = clientStatusOf(original);
  if (own !== null && known !== original) return own;
  return STATUS_OF_CODE[known.code] ?? STATUS_OF_CATEGORY[known.category];
}

function toBody(error: PipwrightError): ErrorBody {
  const { code, category, message, action, retryable } = error;
  return { code, category, message, action, retryable };
}

/** Every error leaves as the same JSON, with what to do next; what nobody foresaw is logged and says nothing of itself. */
export function answerErrors(application: FastifyInstance): void {
  application.setErrorHandler((error, request, reply) => {
    const known = toCatalogueError(error);
    if (known.category === ErrorCategory.System) request.log.error({ err: error, code: known.code }, 'request failed');
    return reply.status(statusOf(known, error)).send(toBody(known));
  });
  application.setNotFoundHandler((request, reply) =>
    reply.status(404).send(toBody(errors.NOT_FOUND({ path: request.url.split('?')[0] ?? '' }))),
  );
}
