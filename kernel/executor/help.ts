/** What `help()` and `%help` show. */
import { magicsHelp } from '../magics/table.ts';

const names = `The kernel gives every cell these names:

display(value | mimeBundle, { id, metadata })   shows a value; its handle's update(...) shows another in its place
clearOutput(wait?)                              removes the outputs of the cell
html, markdown, latex, svg, image               make rich values: html\`<b>\${name}</b>\`
prompt(message, { default, password })          asks the user for a line of text; confirm(message) for yes or no
setNextInput(text, replace?)                    proposes the text of the next cell
help()                                          this page
import { interact, slider } from 'tslate/widgets'   controls in the page, and a function that follows them
require, __dirname, __filename                  as in CommonJS, for the notebook's folder

A value shows itself when it has a method [Symbol.for('Jupyter.display')]() that returns an object of MIME types.
`;

export function helpPage(): { readonly 'text/plain': string } {
  const text = `${names}\nLines that begin with % or ! are for the kernel:\n\n${magicsHelp()}\n`;
  return { 'text/plain': text };
}
