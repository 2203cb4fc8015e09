/** Finds what a module imports and which globals it uses, from its text alone. */
import ts from 'typescript';
import { keyLiteralsOf } from './keyLiterals.ts';

export interface Import {
  readonly specifier: string;
  readonly kind: 'static' | 'type' | 'dynamic';
}

export interface ModuleFacts {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly hasDefaultExport: boolean;
  /** Statements that can only call a getter, like `3: void tries.value;`. */
  readonly idleStatements: readonly string[];
  /** Keys of the store that are spelt in the module: `3: tx.get('order/1')`. */
  readonly keyLiterals: readonly string[];
  /** Free names used as values (`fetch`), and `Date.now`, `new Date()`, `Math.random`, `import.meta.env`. */
  readonly globals: ReadonlySet<string>;
}

/** Objects whose properties are globals. */
const GLOBAL_OBJECTS = new Set(['window', 'self', 'globalThis', 'document']);

function importsOf(source: ts.SourceFile, text: string): Import[] {
  const imports: Import[] = [];
  const add = (node: ts.Node | undefined, kind: Import['kind']) => {
    if (node && ts.isStringLiteralLike(node)) imports.push({ specifier: node.text, kind });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.isTypeOnly ? 'type' : 'static');
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'static');
    } else if (ts.isImportTypeNode(node)) {
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, 'type');
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [target] = node.arguments;
      if (target && ts.isStringLiteralLike(target)) add(target, 'dynamic');
      else imports.push({ specifier: '(computed)', kind: 'dynamic' });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  // A second reader, so that a form missed above (require, import =) is still found.
  for (const { fileName } of ts.preProcessFile(text, true, true).importedFiles) {
    if (!imports.some((known) => known.specifier === fileName)) {
      imports.push({ specifier: fileName, kind: 'static' });
    }
  }
  return imports;
}

function declaredNames(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (
      (ts.isVariableDeclaration(node) ||
        ts.isParameter(node) ||
        ts.isBindingElement(node) ||
        ts.isFunctionDeclaration(node) ||
        ts.isImportSpecifier(node) ||
        ts.isImportClause(node)) &&
      node.name &&
      ts.isIdentifier(node.name)
    ) {
      names.add(node.name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

/** Whether an identifier is only a name: of a property, a declaration, an import or a type. */
function isMereName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isBindingElement(parent)) return parent.initializer !== node;
  if (ts.isPropertyAssignment(parent)) return parent.name === node;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.name === node;
  return (
    ts.isTypeReferenceNode(parent) ||
    ts.isQualifiedName(parent) ||
    ts.isTypeElement(parent) ||
    ts.isClassElement(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isJsxAttribute(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isExportSpecifier(parent) ||
    ts.isInterfaceDeclaration(parent) ||
    ts.isTypeAliasDeclaration(parent)
  );
}

function globalsOf(source: ts.SourceFile): Set<string> {
  const declared = declaredNames(source);
  const used = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !declared.has(node.text) && !isMereName(node)) used.add(node.text);
    if (ts.isPropertyAccessExpression(node)) {
      const owner = node.expression;
      if (ts.isIdentifier(owner) && !declared.has(owner.text)) {
        used.add(`${owner.text}.${node.name.text}`);
        if (GLOBAL_OBJECTS.has(owner.text)) used.add(node.name.text);
      }
      if (ts.isMetaProperty(owner)) used.add(`import.meta.${node.name.text}`);
    }
    if (ts.isNewExpression(node) && node.expression.getText(source) === 'Date') {
      if (!node.arguments?.length) used.add('new Date()');
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return used;
}

const CHANGING: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.PlusPlusToken,
  ts.SyntaxKind.MinusMinusToken,
]);

const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

/** Whether evaluating it may call or change something, except by getters. Functions in it are not run. */
function acts(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isDeleteExpression(node))
    return true;
  if (ts.isAwaitExpression(node) || ts.isYieldExpression(node)) return true;
  if (ts.isTaggedTemplateExpression(node)) return true;
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return true;
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    if (CHANGING.has(node.operator)) return true;
  }
  return ts.forEachChild(node, (child) => acts(child) || undefined) === true;
}

function idleStatementsOf(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isDirective = ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression);
    const isDone =
      (ts.isExpressionStatement(node) && !isDirective) ||
      (ts.isVoidExpression(node) && !ts.isNumericLiteral(node.expression));
    if (isDone && !acts(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push(`${line + 1}: ${node.getText(source)}`);
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const isDefaultExport = (node: ts.Statement): boolean =>
  (ts.isExportAssignment(node) && !node.isExportEquals) ||
  (ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword) ===
      true) ||
  (ts.isExportDeclaration(node) &&
    node.exportClause !== undefined &&
    ts.isNamedExports(node.exportClause) &&
    node.exportClause.elements.some((specifier) => specifier.name.text === 'default'));

/** Reads a module. `path` is relative to the repository's root; its extension decides whether JSX is read. */
export function moduleFacts(path: string, text: string): ModuleFacts {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  return {
    path,
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports: importsOf(source, text),
    hasDefaultExport: source.statements.some(isDefaultExport),
    idleStatements: idleStatementsOf(source),
    keyLiterals: keyLiteralsOf(source),
    globals: globalsOf(source),
  };
}
