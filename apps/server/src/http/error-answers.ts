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
  REQUEST_INVALID: 400,
};

function toCatalogueError(error: unknown): PipwrightError {
  if (error instanceof PipwrightError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const problem = error.validation
      .map((issue) => `${issue.instancePath || 'body'} ${issue.message ?? ''}`)
      .join('; ');
    return errors.REQUEST_INVALID({ problem });
  }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) return errors.REQUEST_INVALID({ problem: (error as Error).message });
  return errors.INTERNAL({}, { cause: error });
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
    return reply.status(STATUS_OF_CODE[known.code] ?? STATUS_OF_CATEGORY[known.category]).send(toBody(known));
  });
  application.setNotFoundHandler((request, reply) =>
    reply.status(404).send(toBody(errors.NOT_FOUND({ path: request.url.split('?')[0] ?? '' }))),
  );
}
