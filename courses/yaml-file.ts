import { isNode, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { ContentIssue, ContentIssueCode } from './content-issue';

export type Path = readonly (string | number)[];

/** A parsed file that still knows where each value stands, so that a later check can point at it. */
export type YamlFile<T> = {
  readonly file: string;
  readonly value: T | undefined; // undefined when `issues` says why
  readonly issues: readonly ContentIssue[];
  issue(code: ContentIssueCode, path: Path, message: string): ContentIssue;
};

export function readYaml<T>(file: string, text: string, schema: z.ZodType<T>): YamlFile<T> {
  const document = parseDocument(text, { prettyErrors: false });
  const issue = (code: ContentIssueCode, path: Path, message: string): ContentIssue => ({
    code,
    file,
    ...placeOf(text, offsetOf(document, path)),
    message,
  });

  if (document.errors.length > 0) {
    const issues = rootErrors(document).map(({ pos, message }) => ({
      code: 'yaml_syntax' as const,
      file,
      ...placeOf(text, pos[0]),
      message,
    }));
    return { file, value: undefined, issues, issue };
  }
  const parsed = schema.safeParse(toPlain(document));
  if (parsed.success) return { file, value: parsed.data, issues: [], issue };
  return { file, value: undefined, issues: parsed.error.issues.flatMap((found) => toIssues(found, issue)), issue };
}

/** A file that could not be read: what is wrong with it is said elsewhere. */
export function noYaml(file: string): YamlFile<never> {
  return { file, value: undefined, issues: [], issue: (code, _path, message) => ({ code, file, line: 1, column: 1, message }) };
}

/** After one broken bracket all that follows is unexpected: only the first such error tells anything. */
function rootErrors({ errors }: ReturnType<typeof parseDocument>) {
  return errors.filter(({ code }, index) => index === 0 || code !== 'UNEXPECTED_TOKEN');
}

/** Counted here: the parser's own counter loses lines inside a bracket that is never closed. */
function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** `undefined` where the document asks for more aliases than a text of people needs (a "billion laughs" file). */
function toPlain(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch {
    return undefined;
  }
}

/** The start of the value at `path`, or of the nearest thing around it that exists. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: Path): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function toIssues(found: z.core.$ZodIssue, issue: YamlFile<unknown>['issue'], above: Path = []): readonly ContentIssue[] {
  const path = [...above, ...found.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
  if (found.code === 'unrecognized_keys') {
    return found.keys.map((key) => issue('unknown_field', [...path, key], `${nameOf([...path, key])} is not a field here`));
  }
  if (found.code === 'invalid_union') {
    const nearest = nearestBranch(found.errors);
    if (nearest !== undefined) return nearest.flatMap((inner) => toIssues(inner, issue, path));
  }
  return [issue('wrong_shape', path, `${nameOf(path)}: ${found.message}`)];
}

/** Of the shapes a value may have, the one the author most likely meant: the one whose faults lie deepest. */
function nearestBranch(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  const depth = (branch: readonly z.core.$ZodIssue[]) => Math.max(0, ...branch.map((found) => found.path.length));
  const [first] = [...branches].sort((a, b) => depth(b) - depth(a));
  return first !== undefined && depth(first) > 0 ? first : undefined;
}

function nameOf(path: Path): string {
  return path.length === 0 ? 'the file' : path.join('.');
}
