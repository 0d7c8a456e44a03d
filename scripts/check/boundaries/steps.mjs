const steps = /(^|\/)steps\.ts$/;

/**
 * A generator that is called and not gone through does nothing, and no type says so. In files that write steps
 * (backend/src/drivers/sql/rooms/steps.ts) a call on `this`, or of a generator, is no statement by itself: `yield*`
 * stands before it, or its answer is used.
 */
export const stepsAreTaken = {
  name: 'steps',
  check: ({ files }) => files.filter((file) => !file.isTest).flatMap(stepsLeftIn),
};

function stepsLeftIn(file) {
  const imported = file.imports
    .filter(({ target, isType }) => !isType && steps.test(target))
    .flatMap(({ names }) => names);
  if (imported.length === 0) return [];
  const makers = new Set(imported);
  file.visit({
    FunctionDeclaration(made) {
      if (made.generator) makers.add(made.id.name);
    },
  });
  const left = [];
  file.visit({
    ExpressionStatement({ expression, start }) {
      if (expression.type !== 'CallExpression' || !isSuspect(expression.callee, makers)) return;
      left.push({
        path: file.path,
        line: file.lineAt(start),
        text: 'steps that nobody takes: put yield* before the call',
      });
    },
  });
  return left;
}

function isSuspect(callee, makers) {
  let root = callee;
  while (root.type === 'MemberExpression') root = root.object;
  return root.type === 'ThisExpression' || (callee.type === 'Identifier' && makers.has(callee.name));
}
