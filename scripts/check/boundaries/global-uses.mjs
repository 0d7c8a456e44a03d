/**
 * What a file uses of the globals, by the names people write: `Date.now`, `process.env`, `setTimeout`, `new Date`.
 * Also sees `globalThis.x`, `const { env } = process` and named imports (`import { randomUUID } from 'node:crypto'`).
 */
export function globalUses(file) {
  const uses = [];
  const add = (name, offset) => uses.push({ name, line: file.lineAt(offset) });
  file.visit({
    MemberExpression(node) {
      const name = dotted(node);
      if (name) add(name, node.start);
    },
    CallExpression(node) {
      if (node.callee.type === 'Identifier') add(node.callee.name, node.start);
    },
    NewExpression(node) {
      if (node.callee.type === 'Identifier' && node.arguments.length === 0)
        add(`new ${node.callee.name}`, node.start);
    },
    VariableDeclarator(node) {
      if (node.id.type !== 'ObjectPattern' || node.init?.type !== 'Identifier') return;
      for (const property of node.id.properties) {
        if (property.key?.name) add(`${node.init.name}.${property.key.name}`, node.start);
      }
    },
  });
  return [...uses, ...importedUses(file)];
}

/** `process.env` for the node of that expression; `globalThis.` in front does not count. */
function dotted(node) {
  if (node.computed || node.property.type !== 'Identifier') return undefined;
  const { object } = node;
  if (object.type === 'Identifier') {
    return object.name === 'globalThis' ? node.property.name : `${object.name}.${node.property.name}`;
  }
  const inner = object.type === 'MemberExpression' ? dotted(object) : undefined;
  return inner ? `${inner}.${node.property.name}` : undefined;
}

function importedUses(file) {
  return file.imports
    .filter((one) => !one.isType && one.specifier.startsWith('node:'))
    .flatMap((one) =>
      one.names.map((name) => ({ name: `${one.specifier.slice(5)}.${name}`, line: one.line })),
    );
}
