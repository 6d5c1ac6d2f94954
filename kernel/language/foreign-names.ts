/** Names that are known elsewhere, in browsers, in Bun and in test frameworks: why a cell does not have them. */

const ofPages = words(`
  window document navigator location history screen localStorage sessionStorage indexedDB alert matchMedia
  requestAnimationFrame cancelAnimationFrame getComputedStyle customElements XMLHttpRequest DOMParser FileReader
  Image ImageData Audio AudioContext OffscreenCanvas Path2D Window Document Element Node NodeList
  MouseEvent KeyboardEvent PointerEvent UIEvent MutationObserver IntersectionObserver ResizeObserver`);
const ofPagesByShape = /^(?:(?:HTML|SVG)\w*Element|(?:Canvas|WebGL)\w*RenderingContext\w*)$/;

/** What `node:test` exports of them. */
const ofNodeTest = words('describe suite test it before after beforeEach afterEach');
const ofFrameworks = words('expect beforeAll afterAll jest vi');

/** The sentence; undefined for a name that is at home nowhere. */
export function foreignName(name: string): string | undefined {
  if (ofPages.has(name) || ofPagesByShape.test(name)) return "Cells run in Node, where web pages' names are missing.";
  if (name === '$' || name === 'jQuery') return 'jQuery works on web pages; cells run in Node.';
  if (name === 'Bun') return 'Cells run in Node, not in Bun.';
  if (ofNodeTest.has(name)) return `Node has it in a module: import { ${name} } from 'node:test'`;
  if (ofFrameworks.has(name)) return 'It belongs to a test framework and must be imported from there.';
  return undefined;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
