const tokens = /^frontend\/src\/ui\/.*(token|palette|colou?r)/;
const literal = /^(#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|(rgb|hsl)a?\(.*)$/i;
const named = /^(black|white|red|green|blue|gray|grey|yellow|orange|purple|pink)$/;

export const coloursAreTokens = {
  name: 'colours',
  check: ({ files }) =>
    files
      .filter((file) => file.path.startsWith('frontend/src/') && !tokens.test(file.path) && !file.isTest)
      .flatMap(coloursIn),
};

function coloursIn(file) {
  const found = [];
  const add = (text, offset) =>
    found.push({
      path: file.path,
      line: file.lineAt(offset),
      text: `${text}: colours are tokens of frontend/src/ui`,
    });
  file.visit({
    Literal(node) {
      if (typeof node.value === 'string' && literal.test(node.value)) add(node.value, node.start);
    },
    TemplateElement(node) {
      if (literal.test(node.value.raw)) add(node.value.raw, node.start);
    },
    Property(node) {
      const key = node.key.name ?? node.key.value;
      if (/colou?r$/i.test(key) && named.test(node.value.value)) add(node.value.value, node.start);
    },
    JSXAttribute(node) {
      if (/colou?r$/i.test(node.name.name) && named.test(node.value?.value))
        add(node.value.value, node.start);
    },
  });
  return found;
}
