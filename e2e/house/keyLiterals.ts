/** Finds where a module spells a key of the store, from its text alone. */
import ts from 'typescript';

const CALLS = new Set(['get', 'put', 'delete', 'list']);

/** The initialiser or function a name refers to; `null` for a parameter or a name from another module. */
function declared(name: string, from: ts.Node): ts.Node | null {
  for (let at: ts.Node = from; at; at = at.parent) {
    if (ts.isFunctionLike(at) && at.parameters.some((parameter) => bindsName(parameter.name, name)))
      return null;
    if (ts.isForOfStatement(at) && ts.isVariableDeclarationList(at.initializer)) {
      if (at.initializer.declarations.some((declaration) => bindsName(declaration.name, name)))
        return null;
    }
    const statements = ts.isBlock(at) || ts.isSourceFile(at) ? at.statements : [];
    for (const statement of statements) {
      if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) return statement;
      if (!ts.isVariableStatement(statement)) continue;
      for (const declaration of statement.declarationList.declarations) {
        if (ts.isIdentifier(declaration.name) && declaration.name.text === name)
          return declaration.initializer ?? null;
        if (bindsName(declaration.name, name)) return null;
      }
    }
  }
  return null;
}

function bindsName(binding: ts.BindingName, name: string): boolean {
  if (ts.isIdentifier(binding)) return binding.text === name;
  return binding.elements.some(
    (element) => ts.isBindingElement(element) && bindsName(element.name, name),
  );
}

/** Whether a function may return a key that is spelt in it. */
function answersKey(node: ts.Node, seen: ReadonlySet<ts.Node>): boolean {
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return spellsKey(node.body, seen);
  const look = (inner: ts.Node): boolean => {
    if (inner !== node && ts.isFunctionLike(inner)) return false;
    if (ts.isReturnStatement(inner) && inner.expression) return spellsKey(inner.expression, seen);
    return ts.forEachChild(inner, (child) => look(child) || undefined) === true;
  };
  return look(node);
}

/** Whether an expression is a spelt key: a literal, template or concatenation, or a name of one. `''` means all keys. */
function spellsKey(node: ts.Node | undefined, seen: ReadonlySet<ts.Node> = new Set()): boolean {
  if (!node || seen.has(node)) return false;
  const further = new Set(seen).add(node);
  const spells = (inner: ts.Node | undefined) => spellsKey(inner, further);
  if (ts.isStringLiteralLike(node)) return node.text !== '';
  if (ts.isTemplateExpression(node)) return true;
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    return kind === ts.SyntaxKind.PlusToken || spells(node.left) || spells(node.right);
  }
  if (ts.isConditionalExpression(node)) return spells(node.whenTrue) || spells(node.whenFalse);
  if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node))
    return spells(node.expression);
  if (ts.isAsExpression(node) || ts.isNonNullExpression(node)) return spells(node.expression);
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.some(
      (property) =>
        ts.isPropertyAssignment(property) &&
        (spells(property.initializer) || answersKey(property.initializer, further)),
    );
  }
  if (ts.isIdentifier(node)) return spells(declared(node.text, node) ?? undefined);
  if (ts.isPropertyAccessExpression(node)) {
    // `keys.order` counts where `keys` is a table of keys; the property of a row does not.
    return ts.isIdentifier(node.expression) && isTableOfKeys(node.expression, further);
  }
  if (ts.isCallExpression(node)) {
    const { expression } = node;
    if (ts.isPropertyAccessExpression(expression)) return spells(expression);
    const made = ts.isIdentifier(expression) ? declared(expression.text, expression) : null;
    return made !== null && answersKey(made, further);
  }
  return false;
}

function isTableOfKeys(name: ts.Identifier, seen: ReadonlySet<ts.Node>): boolean {
  const made = declared(name.text, name);
  return made !== null && ts.isObjectLiteralExpression(made) && spellsKey(made, seen);
}

/** Whether this is a transaction: `tx`, `unit.tx`, a parameter of that type, or the parameter of a store's work. */
function isTransaction(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'tx';
  if (!ts.isIdentifier(node)) return false;
  if (node.text === 'tx') return true;
  for (let at: ts.Node = node; at; at = at.parent) {
    if (!ts.isFunctionLike(at)) continue;
    const place = at.parameters.findIndex((parameter) => bindsName(parameter.name, node.text));
    if (place < 0) continue;
    const isTyped = at.parameters[place]!.type?.getText().endsWith('Transaction') === true;
    const { parent } = at;
    const isWork =
      place === 0 &&
      ts.isCallExpression(parent) &&
      ts.isPropertyAccessExpression(parent.expression) &&
      parent.expression.name.text === 'transaction';
    return isTyped || isWork;
  }
  return false;
}

/** `12: tx.get('order/1')`: reads and writes of a transaction, and row lists, whose key is spelt in this module. */
export function keyLiteralsOf(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const { expression, arguments: given } = node;
      const isAccess =
        ts.isPropertyAccessExpression(expression) &&
        CALLS.has(expression.name.text) &&
        isTransaction(expression.expression);
      const isList = ts.isIdentifier(expression) && expression.text === 'rowList';
      if ((isAccess || isList) && spellsKey(given[0])) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
        found.push(`${line + 1}: ${expression.getText(source)}(${given[0]!.getText(source)})`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
