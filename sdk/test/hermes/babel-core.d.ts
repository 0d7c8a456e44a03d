// As much of Babel as the harness uses; its own package has no types.
declare module '@babel/core' {
  export function transformSync(code: string, options: object): { readonly code?: string | null } | null;
}
