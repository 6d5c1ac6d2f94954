/** The documentation of what the bundled libraries declare: they are read without it. */
import ts from '#typescript';
import { type NotebookFiles } from './files.ts';

/** The comment that documents what stands at a place, where a bundled library declares it. */
export function libraryComment(
  { files, service }: { readonly files: NotebookFiles; readonly service: ts.LanguageService },
  fileName: string,
  position: number,
): string | undefined {
  const definitions = service.getDefinitionAtPosition(fileName, position) ?? [];
  for (const { fileName: library, contextSpan, textSpan } of definitions) {
    const comment = files.docAt(library, (contextSpan ?? textSpan).start);
    if (comment !== undefined) return comment;
  }
  const program = service.getProgram();
  for (const { fileName: library, textSpan } of definitions) {
    const file = files.isBundled(library) ? program?.getSourceFile(library) : undefined;
    const name = file && identifierAt(file, textSpan.start);
    const comment = name && program && inheritedComment(files, program.getTypeChecker(), name.parent);
    if (comment !== undefined) return comment;
  }
  return undefined;
}

export function identifierAt(node: ts.Node, position: number): ts.Identifier | undefined {
  if (ts.isIdentifier(node)) return node;
  const inside = ts.forEachChild(node, (child) => (child.pos <= position && position < child.end ? child : undefined));
  return inside && identifierAt(inside, position);
}

/** What the classes and interfaces that a member's own extends or implements say about it. */
function inheritedComment(files: NotebookFiles, checker: ts.TypeChecker, member: ts.Node): string | undefined {
  if (!ts.isTypeElement(member) && !ts.isClassElement(member)) return undefined;
  const { parent, name } = member;
  if (name === undefined || !(ts.isClassLike(parent) || ts.isInterfaceDeclaration(parent))) return undefined;
  for (const base of parent.heritageClauses?.flatMap(({ types }) => types) ?? []) {
    const inherited = checker.getPropertyOfType(checker.getTypeAtLocation(base), name.getText());
    for (const declaration of inherited?.declarations ?? []) {
      const comment =
        files.docAt(declaration.getSourceFile().fileName, declaration.getStart()) ??
        inheritedComment(files, checker, declaration);
      if (comment !== undefined) return comment;
    }
  }
  return undefined;
}
