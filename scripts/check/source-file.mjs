import { posix } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

const testPath = /\.test\.(ts|tsx|mjs)$|(^|\/)test\/|^testkit\//;

/** One file of code: its text, what it imports, and a look at its syntax tree. */
export class SourceFile {
  #packages;
  #parsed;

  /** `packages` says where each specifier of our own packages leads. */
  constructor(path, text, packages = new Map()) {
    this.path = path;
    this.text = text;
    this.#packages = packages;
    this.lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    this.isTest = testPath.test(path);
  }

  /** The line of an offset, counted from 1. */
  lineAt(offset) {
    return this.text.slice(0, offset).split('\n').length;
  }

  /** Walks the syntax tree with handlers by ESTree node name. */
  visit(handlers) {
    new Visitor(handlers).visit(this.#parse().program);
  }

  /**
   * Every import, re-export and `import()`: `{ specifier, target, isOurs, isType, names, line }`.
   * `target` is a path in the repository for what is ours, else the specifier; `isType` holds when only types are taken.
   */
  get imports() {
    const { module } = this.#parse();
    return [
      ...module.staticImports.map((one) => this.#importOf(one, one.moduleRequest, one.entries)),
      ...module.staticExports.flatMap(({ entries }) =>
        entries
          .filter((entry) => entry.moduleRequest)
          .map((entry) => this.#importOf(entry, entry.moduleRequest, [entry])),
      ),
      ...module.dynamicImports.map((one) => this.#importOf(one, one.moduleRequest, [])),
    ];
  }

  #importOf(statement, request, entries) {
    const specifier = this.text.slice(request.start, request.end).replace(/^['"`]|['"`]$/g, '');
    const ours = specifier.startsWith('.')
      ? posix.join(posix.dirname(this.path), specifier)
      : this.#packages.get(specifier);
    return {
      specifier,
      target: ours ?? specifier,
      isOurs: ours !== undefined || specifier.startsWith('@sup/'),
      isType: entries.length > 0 && entries.every((entry) => entry.isType),
      names: entries.map((entry) => entry.importName.name ?? '*'),
      line: this.lineAt(statement.start),
    };
  }

  #parse() {
    this.#parsed ??= parseSync(this.path, this.text);
    return this.#parsed;
  }
}
