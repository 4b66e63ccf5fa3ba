import { existsSync } from 'node:fs';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { errors } from '../errors.ts';
import { answerErrors } from './error-answers.ts';
import type { JobPort } from '../jobs/job-port.ts';
import { jobRoutes } from './job-routes.ts';
import { liveRoute } from './live-route.ts';
import { originCheck } from './origin-check.ts';
import type { PlatformPort } from './platform-port.ts';
import { restRoutes } from './rest-routes.ts';

export interface ApplicationOptions {
  readonly platform: PlatformPort;
  readonly jobs: JobPort;
  readonly logger: FastifyBaseLogger;
  readonly version: string;
  /** Folder of the built page. */
  readonly pageDirectory: string;
  /** Host names beside loopback that the platform answers to. */
  readonly allowedHosts: readonly string[];
}

/** Requests a minute that one address may make; the page itself makes a handful. */
const REQUESTS_PER_MINUTE = 600;
/** The page that shows the OpenAPI document sets styles inline. */
const DOCUMENT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const BODY_BYTES_MAX = 64 * 1024;

/** The HTTP side of the platform: page, REST, WebSocket and OpenAPI. It does not listen yet. */
export async function createApplication(options: ApplicationOptions): Promise<FastifyInstance> {
  const index = join(options.pageDirectory, 'index.html');
  if (!existsSync(index)) throw errors.PAGE_NOT_BUILT({ file: index });
  const application = Fastify({
    loggerInstance: options.logger,
    bodyLimit: BODY_BYTES_MAX,
    forceCloseConnections: true,
  });
  application.setValidatorCompiler(validatorCompiler);
  application.setSerializerCompiler(serializerCompiler);
  answerErrors(application);
  // Before the check: it closes the connection of an upgrade that is refused, where it was first to see the request.
  await application.register(websocket, { options: { maxPayload: BODY_BYTES_MAX } });
  application.addHook('onRequest', originCheck(options.allowedHosts));
  await application.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
      },
    },
    // The platform speaks plain HTTP on loopback; a proxy that adds TLS adds this header too.
    strictTransportSecurity: false,
    // Reports run in a sandbox, whose origin is another one.
    originAgentCluster: false,
  });
  await application.register(rateLimit, {
    max: REQUESTS_PER_MINUTE,
    timeWindow: '1 minute',
    errorResponseBuilder: () => errors.TOO_MANY_REQUESTS(),
  });
  await application.register(swagger, {
    openapi: {
      info: {
        title: 'Pipwright',
        version: options.version,
        description: 'The local platform: state, control, reports. Live messages come over the WebSocket /api/live.',
      },
    },
    transform: jsonSchemaTransform,
  });
  await application.register(swaggerUi, { routePrefix: '/docs', staticCSP: DOCUMENT_POLICY });
  await application.register(restRoutes, { platform: options.platform, version: options.version });
  await application.register(jobRoutes, { jobs: options.jobs });
  await application.register(liveRoute, { platform: options.platform, jobs: options.jobs });
  await application.register(fastifyStatic, { root: options.pageDirectory });
  return application;
}
