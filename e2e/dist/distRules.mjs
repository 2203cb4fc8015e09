/**
 * What a production build must not contain: simulated parts, keys, or code that an engine of Chromium 53's age cannot
 * run. A rule checks one emitted file and answers what is wrong with it, or null.
 */
import { parse } from 'acorn';

const found = (text, pattern) => {
  const match = pattern.exec(text);
  if (!match) return null;
  const from = Math.max(0, match.index - 30);
  return `"${text.slice(from, match.index + match[0].length + 30).replace(/\s+/g, ' ')}"`;
};

/** "1PAY.SYS.DDF01", the public name of the payment directory: in a SELECT it is long enough to look like a key. */
const PAYMENT_DIRECTORY = '315041592E5359532E4444463031';
export const isPublicHex = (hex) =>
  hex.toUpperCase().includes(PAYMENT_DIRECTORY) || /^(.)\1*$/.test(hex);

const isJs = (file) => file.name.endsWith('.js');
const isCss = (file) => file.name.endsWith('.css');
const isHtml = (file) => file.name.endsWith('.html');
const isText = (file) => /\.(js|css|html|json|svg|webmanifest|map|txt)$/.test(file.name);

/** Rows of the DES tables as the standard, des.js (interleaved) and crypto-js (0x808200 …) write them. */
const DES_TABLES = [
  '14,4,13,1,2,15,11,8',
  '14,0,4,15,13,7,1,4',
  '58,50,42,34,26,18,10',
  '57,49,41,33,25,17,9',
  '14,17,11,24,1,5,3',
  '14,11,17,4,27,23,15',
  '8421888',
];

const decimal = (text) =>
  text.replace(/0x[0-9a-f]+/gi, (hex) => String(Number(hex))).replace(/\s+/g, '');

/** Names that a bundler keeps and that Chromium 53 or WebKit 602 lacks. A single word is a global. */
const NEWER_APIS = new Set([
  'AbortController',
  'BigInt',
  'Headers',
  'IntersectionObserver',
  'Intl',
  'Proxy',
  'ResizeObserver',
  'TextDecoder',
  'TextEncoder',
  'URLSearchParams',
  'fetch',
  'globalThis',
  'requestIdleCallback',
  'structuredClone',
  'Object.entries',
  'Object.fromEntries',
  'Object.getOwnPropertyDescriptors',
  'Object.hasOwn',
  'Object.values',
  'Promise.allSettled',
  'Promise.any',
  'Symbol.asyncIterator',
  'crypto.randomUUID',
]);
const NEWER_METHODS = new Set([
  'finally',
  'findLast',
  'flat',
  'flatMap',
  'matchAll',
  'padEnd',
  'padStart',
  'prepend',
  'replaceAll',
  'replaceChildren',
  'replaceWith',
  'toggleAttribute',
  'toSorted',
  'trimEnd',
  'trimStart',
]);

const PLAIN_KEYS = new Set(['start', 'end', 'type', 'loc', 'range']);

function* nodesOf(node, parent = null) {
  yield [node, parent];
  for (const key of Object.keys(node)) {
    if (PLAIN_KEYS.has(key)) continue;
    for (const child of [node[key]].flat()) {
      if (child && typeof child.type === 'string') yield* nodesOf(child, node);
    }
  }
}

const isName = (parent, node) =>
  (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) ||
  (parent?.type === 'Property' && parent.key === node && !parent.computed && !parent.shorthand) ||
  (parent?.type === 'MethodDefinition' && parent.key === node) ||
  (parent?.type === 'UnaryExpression' && parent.operator === 'typeof');

const pathOf = (node) =>
  node.type === 'Identifier'
    ? node.name
    : node.type === 'MemberExpression' && !node.computed
      ? `${node.object.name ?? node.object.property?.name}.${node.property.name}`
      : null;

/** `Object.x ? … : …`: code that tests for a newer name may use it. */
const isAskedFor = (parent, node) =>
  (parent?.type === 'ConditionalExpression' || parent?.type === 'IfStatement') &&
  parent.test === node;

function newerApi(text) {
  let nodes;
  try {
    nodes = [...nodesOf(parse(text, { ecmaVersion: 2025, sourceType: 'script' }))];
  } catch {
    return null; // reported by the syntax rule
  }
  const asked = new Set(
    nodes.filter(([node, parent]) => isAskedFor(parent, node)).map(([node]) => pathOf(node)),
  );
  for (const [node, parent] of nodes) {
    const path = pathOf(node);
    if (path === null || asked.has(path)) continue;
    if (NEWER_APIS.has(path) && !isName(parent, node)) return path;
    const called = parent?.type === 'CallExpression' && parent.callee === node;
    if (called && NEWER_METHODS.has(node.property?.name)) return `.${node.property.name}()`;
  }
  return null;
}

const isFunction = (node) => /Function/.test(node.type);

/** The names bound by a list of patterns. */
const boundIn = (patterns) =>
  patterns.flatMap((pattern) =>
    [...nodesOf(pattern)]
      .filter(
        ([node, parent]) =>
          node.type === 'Identifier' && !isName(parent, node) && parent?.right !== node,
      )
      .map(([node]) => node.name),
  );

/** The script that finds out what syntax an engine reads: newer syntax is its purpose. */
const SYNTAX_PROBE = 'key-probe-syntax';

/** Finds ES2015 that WebKit 602 reads wrongly; some of it fails only when the function is first called. */
function misread([node]) {
  if (node.type === 'ArrowFunctionExpression') return 'an arrow function';
  if (!isFunction(node)) return null;
  const parameters = boundIn(node.params);
  // In an inner block, or in a generator, a loop variable may have a parameter's name.
  for (const loop of node.generator ? [] : node.body.body) {
    const head = /^For/.test(loop.type) ? (loop.init ?? loop.left) : null;
    if (head?.type !== 'VariableDeclaration' || head.kind === 'var') continue;
    const name = boundIn(head.declarations.map(({ id }) => id)).find((variable) =>
      parameters.includes(variable),
    );
    if (name) return `"${name}" of a loop is a parameter too`;
  }
  return null;
}

function misreadByWebKit(text) {
  try {
    for (const entry of nodesOf(parse(text, { ecmaVersion: 2015, sourceType: 'script' }))) {
      const what = misread(entry);
      if (what) return `${what}: ${found(text.slice(entry[0].start), /[\s\S]{1,40}/)}`;
    }
  } catch {
    // the syntax rule says it
  }
  return null;
}

function newerSyntax(text) {
  try {
    parse(text, { ecmaVersion: 2015, sourceType: 'script' });
    return null;
  } catch (error) {
    return `${error.message}: ${found(text.slice(Math.max(0, error.pos - 20)), /[\s\S]{1,40}/)}`;
  }
}

/** Declarations that Lightning CSS keeps and an old engine ignores silently. */
const NEWER_CSS = {
  grid: /display:\s*(inline-)?grid|[{;\s]grid(-[a-z-]+)?:/,
  'gap (flex)': /[{;\s](row-|column-)?gap:/,
  inset: /[{;\s]inset(-[a-z-]+)?:/,
  'clamp(), min(), max()': /[:\s,(](clamp|min|max)\(/,
  'selector lists': /:(is|where|has|-webkit-any|focus-visible|focus-within)\b/,
  'logical properties':
    /[{;\s][a-z-]*-(inline|block)(-(start|end|size))?:|[{;\s](inline|block)-size:/,
  'aspect-ratio': /aspect-ratio:/,
  'colour notation': /#([0-9a-f]{8}|[0-9a-f]{4})\b|rgba?\([^,)]*\)|color-mix\(/i,
  'at-rules and nesting': /@(layer|container|property)\b|[{;\s]&/,
  // The sizes of letters are sums themselves (tokens.css), and WebKit 602 drops a sum within a sum.
  'calc() within calc()':
    /calc\([^;{}]*(calc\(|var\(--(small|body|lead|big|head|title)\))/,
  'place, sticky': /[{;\s]place-[a-z]+:|:\s*sticky/,
};

/** The rules by name; each answers what is wrong with `file`, or null. `secrets` come from collectSecrets. */
export const distRules = {
  'no MSW': (file) =>
    isText(file)
      ? found(`${file.name} ${file.text}`, /\bmsw\b|mockServiceWorker|setupWorker/i)
      : null,
  'no console of the operator': (file) =>
    isText(file) ? found(`${file.name} ${file.text}`, /ops\/v1|console\/|运营台/) : null,
  'no DES': (file) => {
    if (!isJs(file)) return null;
    const library = found(file.text, /CryptoJS|WordArray|des\.js/);
    if (library) return library;
    const numbers = decimal(file.text);
    return DES_TABLES.find((table) => numbers.includes(table)) ?? null;
  },
  'no keys': (file, secrets) => {
    if (!isText(file)) return null;
    const upper = file.text.toUpperCase();
    const key = secrets.testKeys.find((hex) => upper.includes(hex));
    if (key) return `the test key ${key.slice(0, 8)}…`;
    const runs = file.text.match(/[0-9a-f]{32,}/gi) ?? [];
    const run = runs.find((hex) => !isPublicHex(hex));
    return run ? `${run.length} hex digits: ${run.slice(0, 8)}…` : found(file.text, /-----BEGIN/);
  },
  'no scenarios': (file, secrets) => {
    if (!isText(file)) return null;
    return secrets.scenarioNames.find((name) => file.text.includes(name)) ?? null;
  },
  'no source maps': (file) =>
    file.name.endsWith('.map')
      ? file.name
      : isText(file)
        ? found(file.text, /sourceMappingURL/)
        : null,
  'script parses as ES2015': (file) => (isJs(file) ? newerSyntax(file.text) : null),
  'WebKit 602 reads the script as it is meant': (file) =>
    isJs(file) && !file.name.includes(SYNTAX_PROBE) ? misreadByWebKit(file.text) : null,
  'script calls nothing newer than Chromium 53': (file) =>
    isJs(file) ? newerApi(file.text) : null,
  'no eval': (file) =>
    isJs(file) ? found(file.text, /\beval\(|\bnew Function\b|\bFunction\(/) : null,
  'style is for Chromium 53 and WebKit 602': (file) => {
    if (!isCss(file)) return null;
    for (const [name, pattern] of Object.entries(NEWER_CSS)) {
      const where = found(file.text, pattern);
      if (where) return `${name}: ${where}`;
    }
    return null;
  },
  'page loads one classic script, which nothing waits for, and nothing inline': (file) => {
    if (!isHtml(file)) return null;
    const scripts = file.text.match(/<script\b[^>]*>/g) ?? [];
    const wrong = scripts.find(
      (script) => !/\s(async|defer)\b/.test(script) || !/\ssrc="\.\//.test(script),
    );
    if (wrong) return wrong;
    // The portal's page asks twice for the same.
    const sources = scripts.map((script) => /\ssrc="([^"?]*)/.exec(script)[1]);
    const count = new Set(sources.filter((source) => !source.includes(SYNTAX_PROBE))).size;
    if (count !== 1) return `${count} scripts`;
    // A preload must use the same mode as XMLHttpRequest, or the file is fetched twice.
    const rest = file.text.replace(/<link rel="preload" as="fetch" crossorigin href="\.\//g, '');
    return found(rest, /type="module"|crossorigin|<style|\sstyle=|\son[a-z]+=|https?:\/\//);
  },
};

/** Lists every breach in `files` ({name, text}[]) as `file: rule: what`. */
export function inspectDist(files, secrets) {
  const breaches = [];
  for (const file of files) {
    for (const [rule, breach] of Object.entries(distRules)) {
      const what = breach(file, secrets);
      if (what !== null) breaches.push(`${file.name}: ${rule}: ${what}`);
    }
  }
  return breaches;
}
