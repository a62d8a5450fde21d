import type { Express } from 'express';
import { type Permission, permissions } from '../../../../server/staff/roles';

/** One address of the console with one method, and what somebody needs to be allowed; `undefined` for who is not signed in yet. */
export type ConsoleRoute = { readonly method: 'get' | 'post'; readonly path: string; readonly permission: Permission | undefined };

/** Every route that is mounted, read from the router itself: a page that somebody adds is walked without being named anywhere. */
export function consoleRoutes(app: Express): readonly ConsoleRoute[] {
  const mounted = layersOf(app.router).flatMap((layer) => layersOf(layer.handle));
  return mounted.flatMap(routesOf);
}

export function parametersIn(path: string): readonly string[] {
  return [...path.matchAll(/[:*](\w+)/g)].map(([, name = '']) => name);
}

type Layer = { readonly handle?: unknown; readonly slash?: unknown; readonly route?: unknown };

function routesOf(layer: Layer): readonly ConsoleRoute[] {
  if (isObject(layer.route)) return ofRoute(layer.route);
  const inner = layersOf(layer.handle);
  if (inner.length > 0 && layer.slash !== true) throw new Error('a router is mounted below a path: name the whole path in its routes');
  return inner.flatMap(routesOf);
}

function ofRoute(route: { readonly [name: string]: unknown }): readonly ConsoleRoute[] {
  const paths: readonly unknown[] = Array.isArray(route.path) ? route.path : [route.path];
  const methods = isObject(route.methods) ? Object.keys(route.methods) : [];
  const permission = layersOf(route)
    .map(({ handle }) => permissionOf(handle))
    .find((found) => found !== undefined);
  return paths.flatMap((path) => {
    if (typeof path !== 'string') throw new Error(`a route is no text: ${path}`);
    return methods.map((method) => {
      if (method !== 'get' && method !== 'post') throw new Error(`${path} answers ${method}: the walk knows get and post`);
      return { method, path, permission };
    });
  });
}

function permissionOf(handle: unknown): Permission | undefined {
  if (typeof handle !== 'function' || !('permission' in handle)) return undefined;
  return permissions.find((known) => known === handle.permission);
}

function layersOf(router: unknown): readonly Layer[] {
  const holds = typeof router === 'function' || isObject(router);
  if (!holds || !('stack' in router) || !Array.isArray(router.stack)) return [];
  return router.stack.filter(isObject);
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
