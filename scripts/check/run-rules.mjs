import { root } from '../setup/paths.mjs';
import { main, say } from '../setup/say.mjs';
import { loadProject } from './project.mjs';
import { rules } from './rules.mjs';

/** Runs every rule of ours over the repository; one line a problem. */
await main(() => {
  const project = loadProject(root);
  const problems = rules.flatMap((rule) => rule.check(project).map((problem) => ({ rule, ...problem })));
  for (const { rule, path, line, text } of problems)
    say(`${path}${line ? `:${line}` : ''} [${rule.name}] ${text}`);
  return problems.length > 0 ? 1 : 0;
});
