const product = /^(protocol|sdk|backend|frontend|testkit)\/src\//;

/** A `let` at the top of a module is state that everybody shares and no test can have anew. */
export const modulesHoldNoState = {
  name: 'module state',
  check: ({ files }) => files.filter((file) => product.test(file.path) && !file.isTest).flatMap(statesIn),
};

function statesIn(file) {
  const found = [];
  file.visit({
    Program(program) {
      const statements = program.body.map((statement) => statement.declaration ?? statement);
      const lets = statements.filter((one) => one.type === 'VariableDeclaration' && one.kind !== 'const');
      for (const one of lets.filter((candidate) => !candidate.declare)) {
        found.push({
          path: file.path,
          line: file.lineAt(one.start),
          text: 'hold state in something that is made, not in the module',
        });
      }
    },
  });
  return found;
}
