/** The page of the public names, as Markdown. */
import type { Docstring } from './docstring.ts';
import type { Name, Section } from './names.ts';

export function page(sections: readonly Section[]): string {
  const link = anchors(sections);
  const contents = sections.map(({ title, names, operations }) => {
    const methods = [...new Set(operations.flatMap(({ methods }) => methods.map(({ name }) => `\`${name}\``)))];
    const links = names.filter(isValue).map((entry) => `[${entry.name}](#${link(entry)})`);
    return `- [${title}](#${slug(title)}): ${[...methods, ...links].join(' · ')}`;
  });
  return [
    '# The public names of tslate',
    'In the reading order of [index.ts](index.ts). This page is made of the docstrings by `npm run api`: change them, not it.',
    contents.join('\n'),
    ...sections.flatMap(section),
    '',
  ].join('\n\n');
}

/** Types stand beside what uses them; the contents leave them out. */
const isValue = ({ signatures }: Name): boolean =>
  !signatures.some((signature) => /^(interface|type) /.test(signature));

function section({ title, names, operations }: Section): string[] {
  return [
    `## ${title}`,
    ...operations.flatMap(({ opening, file, methods }) => [
      `**${opening.replace(/\.$/, '')}** ([${file}](${file}))`,
      methods.map((method) => bullet(method.call, method.doc)).join('\n'),
    ]),
    ...names.flatMap(entry),
  ];
}

function entry({ name, file, signatures, doc, members }: Name): string[] {
  return [
    `### ${name}`,
    `\`\`\`ts\n${signatures.join('\n')}\n\`\`\``,
    ...(doc === undefined ? [] : paragraphs(doc)),
    ...(members.length === 0 ? [] : [members.map((member) => bullet(member.signature, member.doc)).join('\n')]),
    `<sub>[${file}](${file})</sub>`,
  ];
}

function paragraphs({ text, params, returns, throws, source }: Docstring): string[] {
  return [
    text,
    ...(params.length === 0 ? [] : [params.map((param) => `- \`${param.name}\`: ${param.text}`).join('\n')]),
    ...(returns === undefined ? [] : [`Gives ${returns}.`]),
    ...(throws === undefined ? [] : [`Throws ${throws.replace(/\.$/, '')}.`]),
    ...(source === undefined ? [] : [`Source: ${source}`]),
  ].filter((paragraph) => paragraph !== '');
}

/** One member; what its docstring says besides its first line stands indented below. */
function bullet(code: string, doc: Docstring | undefined): string {
  const [first = '', ...rest] = doc === undefined ? [] : paragraphs(doc);
  const head = `- \`${code}\`${first === '' ? '' : `: ${indented(first)}`}`;
  return [head, ...rest.map((paragraph) => `  ${indented(paragraph)}`)].join('\n\n');
}

const indented = (text: string): string => text.replaceAll('\n', '\n  ');

/** The anchors of headings as GitHub makes them: lower case, and numbered where one is there already. */
function anchors(sections: readonly Section[]): (name: Name) => string {
  const taken = new Map<string, number>();
  const links = new Map<Name, string>();
  const anchor = (heading: string): string => {
    const base = slug(heading);
    const before = taken.get(base) ?? 0;
    taken.set(base, before + 1);
    return before === 0 ? base : `${base}-${before}`;
  };
  for (const { title, names } of sections) {
    anchor(title);
    for (const name of names) links.set(name, anchor(name.name));
  }
  return (name) => links.get(name) ?? '';
}

const slug = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
