// The OpenAPI 3.1 document, made from the same schemas that check requests (R52).
import { apiPath, type ErrorCode, errors, type Route, whoOf } from '@sup/protocol';
import * as z from 'zod';
import { everyRoute } from './declared-access.ts';

/** What every route may also fail with (R50). */
const common: readonly ErrorCode[] = [
  'invalid-input',
  'not-signed-in',
  'token-expired',
  'token-invalid',
  'session-ended',
  'rate-limited',
  'overloaded',
  'internal',
];
const withBody: readonly ErrorCode[] = ['frame-not-json', 'unsupported-media-type', 'body-too-large'];

type Json = Record<string, unknown>;

/** Builds the document. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const [name, route] of everyRoute()) {
    const path = apiPath + route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(name, route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sup',
      version: '1',
      description:
        'The same acts as over the socket. Every failure is an object with a code; its meaning is in the description of the status.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Error: errorSchema },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

const errorSchema: Json = {
  type: 'object',
  required: ['code', 'text'],
  properties: {
    code: { type: 'string', enum: Object.keys(errors) },
    text: { type: 'string', description: 'What a person may be told.' },
    retryAfterMs: { type: 'integer' },
    fields: { type: 'object', additionalProperties: { type: 'string' } },
    place: { type: 'object', properties: { room: { type: 'string' }, seq: { type: 'integer' } } },
  },
};

function operationOf(operationId: string, route: Route): Json {
  return {
    operationId,
    summary: route.summary,
    tags: [route.tag],
    security: whoOf(route.policy).includes('anyone') ? [] : [{ bearer: [] }],
    // Who may (R190): one of these suffices. What a bot's token must allow; absent: for people only.
    'x-policy': whoOf(route.policy),
    ...(route.bot && { 'x-bot': route.bot }),
    ...(route.guest && { 'x-guest': true }),
    parameters: [...parametersOf('path', route.params), ...parametersOf('query', route.query)],
    ...(route.body && { requestBody: { required: true, content: json(schemaOf(route.body, 'input')) } }),
    responses: {
      200: { description: 'Done.', content: json(schemaOf(route.answer, 'output')) },
      ...failuresOf(route),
    },
  };
}

function parametersOf(place: 'path' | 'query', schema: Route['params']): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: one,
  }));
}

function failuresOf(route: Route): Json {
  const codes = new Set([...common, ...(route.body ? withBody : []), ...(route.errors ?? [])]);
  // Of administrators, and of bots' tokens.
  if (!whoOf(route.policy).includes('anyone')) codes.add('forbidden');
  // Of a room that is deleted, for those who may restore it (R200).
  if (route.path.includes('/:room')) codes.add('room-deleted');
  const byStatus = Map.groupBy(codes, (code) => errors[code].http);
  return Object.fromEntries(
    [...byStatus].map(([status, rows]) => [
      status,
      {
        description: rows.map((code) => `\`${code}\`: ${errors[code].text}`).join('\n\n'),
        content: json({ $ref: '#/components/schemas/Error' }),
      },
    ]),
  );
}

/** A schema as JSON Schema 2020-12, which OpenAPI 3.1 uses as it is. What JSON Schema cannot say is left open. */
function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

function json(schema: Json): Json {
  return { 'application/json': { schema } };
}
