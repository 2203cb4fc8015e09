/** Finds what a module exports, and what it imports by name, from its text alone. */
import { dirname, join } from 'node:path/posix';
import ts from 'typescript';

interface Export {
  readonly name: string;
  readonly isType: boolean;
  /** Whether its own module uses it too; if not, an unused export can be deleted altogether. */
  readonly isUsedHere: boolean;
}

interface Taken {
  /** Path from the root of the repository. */
  readonly from: string;
  /** `*`: any of its names may be used. */
  readonly name: string;
}

export interface ExportFacts {
  readonly path: string;
  readonly exports: readonly Export[];
  readonly taken: readonly Taken[];
}

const isExported = (node: ts.Statement): boolean =>
  ts.canHaveModifiers(node) &&
  ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;

const isTypeOnly = (node: ts.Statement): boolean =>
  ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);

function bound(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isBindingElement(element) ? bound(element.name) : [],
  );
}

function namesOf(node: ts.Statement): string[] {
  if (ts.isVariableStatement(node))
    return node.declarationList.declarations.flatMap(({ name }) => bound(name));
  const { name } = node as ts.Statement & { readonly name?: ts.Node };
  return name && ts.isIdentifier(name) ? [name.text] : [];
}

function exportsOf(source: ts.SourceFile): Export[] {
  const mentions = new Map<string, number>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) mentions.set(node.text, (mentions.get(node.text) ?? 0) + 1);
    ts.forEachChild(node, visit);
  };
  visit(source);
  const own = new Map<string, Export>();
  for (const node of source.statements) {
    if (ts.isExportDeclaration(node) && node.exportClause && ts.isNamedExports(node.exportClause)) {
      for (const { name, isTypeOnly: isType } of node.exportClause.elements) {
        own.set(name.text, {
          name: name.text,
          isType: isType || node.isTypeOnly,
          isUsedHere: false,
        });
      }
    }
    if (!isExported(node)) continue;
    for (const name of namesOf(node)) {
      // A type and a function of one name are one export; overloads too.
      const isType = isTypeOnly(node) && own.get(name)?.isType !== false;
      own.set(name, { name, isType, isUsedHere: (mentions.get(name) ?? 0) > 1 });
    }
  }
  return [...own.values()];
}

/** The names taken from an `import()`: `const { a, b } = await import(…)` takes a and b, any other form may take all. */
function lateNames(call: ts.CallExpression): string[] {
  const awaited = ts.isAwaitExpression(call.parent) ? call.parent.parent : undefined;
  const target = awaited && ts.isVariableDeclaration(awaited) ? awaited.name : undefined;
  if (!target || !ts.isObjectBindingPattern(target)) return ['*'];
  return target.elements.map(({ propertyName, name }) => (propertyName ?? name).getText());
}

function takenBy(path: string, source: ts.SourceFile): Taken[] {
  const taken: Taken[] = [];
  const add = (specifier: ts.Node | undefined, names: readonly string[]) => {
    if (!specifier || !ts.isStringLiteralLike(specifier) || !specifier.text.startsWith('.')) return;
    const from = join(dirname(path), specifier.text.replace(/\?.*$/, ''));
    taken.push(...names.map((name) => ({ from, name })));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const bindings = node.importClause?.namedBindings;
      if (bindings && ts.isNamedImports(bindings)) {
        const names = bindings.elements.map(
          ({ propertyName, name }) => (propertyName ?? name).text,
        );
        add(node.moduleSpecifier, names);
      } else if (bindings) add(node.moduleSpecifier, ['*']);
    } else if (ts.isExportDeclaration(node)) {
      const clause = node.exportClause;
      if (clause && ts.isNamedExports(clause)) {
        const names = clause.elements.map(({ propertyName, name }) => (propertyName ?? name).text);
        add(node.moduleSpecifier, names);
      } else add(node.moduleSpecifier, ['*']);
    } else if (ts.isImportTypeNode(node)) {
      const from = ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
      const first = node.qualifier?.getText(source).split('.')[0];
      add(from, [node.isTypeOf || first === undefined ? '*' : first]);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], lateNames(node));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return taken;
}

/** Reads a module. `path` is relative to the repository's root; its extension decides whether JSX is read. */
export function exportFacts(path: string, text: string): ExportFacts {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  return { path, exports: exportsOf(source), taken: takenBy(path, source) };
}
