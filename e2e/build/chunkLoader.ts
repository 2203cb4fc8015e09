/** The loader at the head of the first script: it loads the other scripts when they are imported. */

/** The object in which every script leaves its exports, under the name of its chunk. */
export const CHUNKS = 'portalChunks';
/** The function that replaces `import()`. */
export const IMPORT = 'portalImport';

/** The policy that the host's header names (`trusted-types`): scripts of this build, by their names, and nothing else. */
export const SCRIPT_POLICY = 'portal-scripts';

/** A chunk that the page loads on demand. Files are named by the addresses the page requests. */
export interface LoadedChunk {
  readonly script: string;
  readonly styles?: readonly string[];
  /** Names of the chunks it imports from: they run before it does. */
  readonly needs?: readonly string[];
}

/** Arrays that have all three, in an object without a prototype: nothing is looked up where other scripts may write. */
const filesOf = (chunks: Readonly<Record<string, LoadedChunk>>): string => {
  const rows = Object.entries(chunks).map(
    ([name, { script, styles = [], needs = [] }]) =>
      `${JSON.stringify(name)}: ${JSON.stringify([script, styles, needs])}`,
  );
  return `{ ${['__proto__: null', ...rows].join(', ')} }`;
};

/** The loader's code. A file that has loaded is not requested again; one that failed is, at the next import. */
export const chunkLoader = (chunks: Readonly<Record<string, LoadedChunk>>): string => `
var chunks = window.${CHUNKS} = { __proto__: null };
var files = ${filesOf(chunks)};
var policy = window.trustedTypes && trustedTypes.createPolicy('${SCRIPT_POLICY}', {
  createScriptURL(url) {
    for (var name in files) if (files[name][0] === url) return url;
    throw new Error(url + ' is no script of this build');
  },
});
var coming = { __proto__: null };
var bring = (url, name) => coming[url] = coming[url] || new Promise((resolve, reject) => {
  var element = document.createElement(name ? 'script' : 'link');
  element.onload = element.onerror = (event) => {
    if (event.type === 'load' && (!name || chunks[name])) return resolve();
    coming[url] = null;
    element.remove();
    reject(new Error('no ' + url));
  };
  if (name) element.src = policy ? policy.createScriptURL(url) : url;
  else {
    element.rel = 'stylesheet';
    element.href = url;
  }
  document.head.appendChild(element);
});
var ${IMPORT} = window.${IMPORT} = (name) => {
  var [script, styles, needs] = files[name];
  return Promise.all(needs.map(${IMPORT}))
    .then(() => Promise.all([bring(script, name)].concat(styles.map((url) => bring(url)))))
    .then(() => chunks[name]);
};
`;
