// Everything that can be asked of a server: routes from its own OpenAPI document, frames from the up-union.
import { type Access, framePolicies, type UpType, up, type Who, whoOf } from '@sup/protocol';
import * as z from 'zod';

/** As much of a JSON schema as inputs have. */
export interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly anyOf?: readonly Schema[];
}

export interface Operation {
  /** Such as `rooms.join` or `message.send`. */
  readonly name: string;
  readonly who: readonly Who[];
  readonly bot: 'read' | 'write' | undefined;
  /** Also for who came by a guest link. */
  readonly guest: boolean;
  /** Where it is asked: a route, or a frame of this type, which may get no answer. */
  readonly door:
    | { readonly method: string; readonly path: string }
    | { readonly frame: UpType; readonly isAsk: boolean };
  /** Of routes `{params, query, body}`, of frames their fields. */
  readonly input: Schema;
  /** The codes that the document names for it; undefined for frames. */
  readonly codes: ReadonlySet<string> | undefined;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}

interface Described {
  readonly operationId: string;
  readonly 'x-policy': readonly Who[];
  readonly 'x-bot'?: 'read' | 'write';
  readonly 'x-guest'?: true;
  readonly parameters: readonly { name: string; in: 'path' | 'query'; required: boolean; schema: Schema }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

/** Every route that a server says it has. */
export async function liveRoutes(url: string): Promise<Operation[]> {
  const response = await fetch(`${url}/api/v1/openapi.json`);
  const { paths } = (await response.json()) as Document;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => routeOf(path, method, one)),
  );
}

function routeOf(path: string, method: string, one: Described): Operation {
  const parts = { params: parametersOf(one, 'path'), query: parametersOf(one, 'query') };
  const body = one.requestBody?.content['application/json'].schema;
  const failures = Object.entries(one.responses).filter(([status]) => status !== '200');
  return {
    name: one.operationId,
    who: one['x-policy'],
    bot: one['x-bot'],
    guest: one['x-guest'] === true,
    door: { method: method.toUpperCase(), path },
    input: objectOf({ ...parts, ...(body && { body }) }),
    codes: new Set(
      failures.flatMap(([, { description }]) =>
        [...description.matchAll(/`([a-z-]+)`:/g)].map((m) => m[1] ?? ''),
      ),
    ),
  };
}

function parametersOf({ parameters }: Described, place: 'path' | 'query'): Schema {
  const here = parameters.filter((one) => one.in === place);
  const required = here.filter((one) => one.required).map(({ name }) => name);
  return { ...objectOf(Object.fromEntries(here.map(({ name, schema }) => [name, schema]))), required };
}

function objectOf(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', properties, required: Object.keys(properties) };
}

/** Every frame that a client may say after its hello. */
export function frames(): Operation[] {
  const types = (Object.keys(up) as UpType[]).filter((type) => type !== 'hello');
  return types.map((frame) => {
    const { properties = {}, ...rest } = z.toJSONSchema(up[frame], {
      io: 'input',
      unrepresentable: 'any',
    }) as Schema;
    const { type: _type, id, ...fields } = properties;
    const required = rest.required?.filter((name) => name !== 'type' && name !== 'id') ?? [];
    const { policy, bot, guest } = framePolicies[frame] as Access;
    return {
      name: frame,
      who: whoOf(policy),
      bot,
      guest: guest === true,
      door: { frame, isAsk: id !== undefined },
      input: { ...rest, properties: fields, required },
      codes: undefined,
    };
  });
}

/** The kind of the room that it is asked about. */
export function kindOf({ name }: Operation): 'channel' | 'space' {
  return name.startsWith('spaces.') ? 'space' : 'channel';
}

/** Whether it is about one room, in whose log it may leave something. */
export function namesRoom({ input }: Operation): boolean {
  return 'room' in (input.properties?.params?.properties ?? input.properties ?? {});
}
