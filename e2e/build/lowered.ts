/**
 * ES2015 that Chromium 53 and WebKit 602 run, from the bundler's script, as short as it gets: esbuild lowers, terser
 * shrinks; 5 % smaller than oxc's own lowering and minifier, whose async functions become two functions each.
 */
import { parse } from 'acorn';
import { transform } from 'esbuild';
import { minify } from 'terser';

const PRODUCTION_SCRIPT = 'es2015';

/**
 * What esbuild's lowered code calls. Its own versions ask for Object.getOwnPropertyDescriptors, which Chromium 53 lacks,
 * and copy accessors, which nothing here spreads.
 */
const LOWERING_HELPERS = `
var __spreadValues = Object.assign, __spreadProps = Object.assign, __pow = Math.pow;
var __publicField = (object, key, value) => object[key] = value;
var __objRest = (source, without) => {
  var rest = {};
  for (var key of Object.keys(source)) if (without.indexOf(key) < 0) rest[key] = source[key];
  return rest;
};
var __async = (self, args, body) => new Promise((resolve, reject) => {
  var steps = body.apply(self, args);
  var go = (how) => (value) => {
    try {
      var step = steps[how](value);
      if (step.done) resolve(step.value);
      else Promise.resolve(step.value).then(next, go('throw'));
    } catch (error) {
      reject(error);
    }
  };
  var next = go('next');
  next();
});
`;

/** Around everything, as rolldown or esbuild begins it. */
const WRAPPER = /^\((?:function\(\)|\(\) =>) \{/m;

/** @throws Error when the code needs a helper that is not among ours. */
function withHelpers(es2015: string): string {
  const wrapper = WRAPPER.exec(es2015);
  if (!wrapper) throw new Error('not one function around everything');
  const needed = es2015.slice(0, wrapper.index).match(/(?<=^var )__\w+/gm) ?? [];
  const body = es2015.slice(wrapper.index + wrapper[0].length);
  const missing = needed.filter(
    (name) => body.includes(`${name}(`) && !LOWERING_HELPERS.includes(`${name} = `),
  );
  if (missing.length > 0) throw new Error(`no helper of ours: ${missing.join()}`);
  return `(function() {${LOWERING_HELPERS}${body}`;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly kind?: string;
}

/** `const` as `let`: neighbours become one declaration, and the compiler has judged assignments already. */
function withoutConst(code: string): string {
  const starts: number[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    if (typeof value !== 'object' || value === null || !('type' in value)) return;
    const node = value as Node;
    if (node.type === 'VariableDeclaration' && node.kind === 'const') starts.push(node.start);
    Object.values(node).forEach(look);
  };
  look(parse(code, { ecmaVersion: 2015 }));
  starts.sort((a, b) => a - b);
  let result = '';
  let from = 0;
  for (const start of starts) {
    result += `${code.slice(from, start)}let`;
    from = start + 'const'.length;
  }
  return result + code.slice(from);
}

/**
 * Arrow functions go: WebKit 602 counts one brace too many in a function that ends with an arrow's expression
 * (`{return()=>x}`) and finds out when it is first called; and it does not parse `a?()=>x:y`.
 */
async function shrunk(es2015: string): Promise<string> {
  const { code } = await transform(es2015, { supported: { arrow: false } });
  const short = await minify(withoutConst(code), {
    ecma: 2015,
    // WebKit 602 refuses `function(a){for(let a of …` as a name declared twice.
    mangle: { safari10: true },
    // Getters do something here: who reads the value of a signal is told when it changes.
    compress: { passes: 5, pure_getters: false, arrows: false },
    format: { ecma: 2015, safari10: true },
  });
  if (short.code === undefined) throw new Error('terser gave nothing');
  return short.code;
}

/** `code` is one IIFE. @throws Error when it needs something that cannot be lowered. */
export async function lowered(code: string): Promise<string> {
  const { code: es2015 } = await transform(code, { target: PRODUCTION_SCRIPT });
  return shrunk(withHelpers(es2015));
}
