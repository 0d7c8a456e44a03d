// A REST route as data: the server mounts it, the sdk calls it, the OpenAPI document is made from it.
import type * as z from 'zod/mini';
import type { ErrorCode } from '../errors.ts';
import type { Access } from '../policy.ts';
import type { Address } from './addresses.ts';

export interface Route<
  Params extends z.ZodMiniObject = z.ZodMiniObject,
  Query extends z.ZodMiniObject = z.ZodMiniObject,
  Body extends z.ZodMiniType = z.ZodMiniType,
  Answer extends z.ZodMiniType = z.ZodMiniType,
> extends Address,
    Access {
  readonly tag: string;
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer: Answer;
  /** Expected failures beyond those every route has (see SPEC.md, R50). */
  readonly errors?: readonly ErrorCode[];
}

/** Keeps the exact types of a route. */
export function route<
  P extends z.ZodMiniObject,
  Q extends z.ZodMiniObject,
  B extends z.ZodMiniType,
  A extends z.ZodMiniType,
>(it: Route<P, Q, B, A>): Route<P, Q, B, A> {
  return it;
}

/** What a handler receives and a caller gives: only the parts that the route declares. */
export type RouteInput<R> =
  R extends Route<infer P, infer Q, infer B, z.ZodMiniType>
    ? { params: z.infer<P>; query: z.infer<Q>; body: z.infer<B> }
    : never;
export type RouteAnswer<R> =
  R extends Route<z.ZodMiniObject, z.ZodMiniObject, z.ZodMiniType, infer A> ? z.infer<A> : never;
