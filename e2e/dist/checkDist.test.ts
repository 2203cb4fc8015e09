import { expect, test } from 'vitest';
import { hexLiterals, scenarioNames } from './checkDist.mjs';
import { type DistFile, distRules, inspectDist } from './distRules.mjs';

const secrets = {
  testKeys: ['0123456789ABCDEF00112233445566778899AABBCCDDEEFF'],
  scenarioNames: ['card-pulled-while-debiting'],
};

const js = (text: string): DistFile => ({ name: 'assets/a.js', text });
const css = (text: string): DistFile => ({ name: 'assets/a.css', text });
const html = (body: string): DistFile => ({ name: 'index.html', text: body });

const PAGE = '<script defer src="./assets/a.js"></script>';

const clean: readonly DistFile[] = [
  html(`<link rel="stylesheet" href="./assets/a.css">${PAGE}<div id="app"></div>`),
  js(
    '(function(){let a=[1,2],b=`x`;for(const c of a)b+=c;Promise.resolve(b).then(function(d){return d.flat})})()',
  ),
  js(
    'function f(a,{b:c=d}){if(a){for(let a of b){let a=1}}for(let b of a){let a}for(let d in a)var e}',
  ),
  js(
    'typeof globalThis;var o={entries:1,Intl:2};o.entries;o.Intl;m.entries();s="315041592E5359532E4444463031"',
  ),
  js('Object.values?a(Object.values(b)):c'),
  js('send("00A404000E315041592E5359532E4444463031")'),
  css('.a{display:flex;color:rgba(0,0,0,.5);transform:scale(1);margin-left:1rem;color:#ffc857}'),
  { name: 'config.json', text: '{"hotline":"96xxx"}' },
];

/** For each rule, files that must each break exactly this rule. */
const breaches: Readonly<Record<string, readonly DistFile[]>> = {
  'no MSW': [js('var a="msw"'), js('setupWorker()'), { name: 'mockServiceWorker.js', text: '' }],
  'no console of the operator': [
    js('get("/ops/v1/today")'),
    { name: 'console/page.css', text: '' },
    js('var a="缴费运营台"'),
  ],
  'no DES': [
    js('var CryptoJS'),
    js('a.WordArray=1'),
    js('/* des.js */'),
    js('var s=[14, 4, 13, 1, 2, 15, 11, 8, 3]'),
    js('var s=[14,0,4,15,13,7,1,4,2,14]'),
    js('var s={0:0x808200}'),
    js('var s={0:8421888}'),
    js('var p=[0x39,49,41,33,25,17,9]'),
  ],
  'no keys': [
    js('k="0123456789abcdef00112233445566778899aabbccddeeff"'),
    js('k="404142434445464748494a4b4c4d4e4f"'),
    { name: 'config.json', text: '{"key":"-----BEGIN PRIVATE KEY-----"}' },
  ],
  'no scenarios': [js('a("card-pulled-while-debiting")')],
  'no source maps': [
    { name: 'assets/a.js.map', text: '{}' },
    js('1\n//# sourceMappingURL=a.js.map'),
  ],
  'script parses as ES2015': [
    'async function a(){}',
    'var a={...b}',
    'var {a,...b}=c',
    'a=2**3',
    'a?.b',
    'a??b',
    'import("./a.js")',
    'import a from "./a.js"',
    'export var a',
    'class A{b=1}',
    'try{}catch{}',
    'for await(var a of b);',
    'f(a,)',
    'a=/b/s',
    'a=1n',
    'a=1_000',
  ].map(js),
  'WebKit 602 reads the script as it is meant': [
    'f(function(){return()=>1})',
    'f(a=>a)',
    'function f(a){for(let a of b);}',
    'f(function(b,{c:[a]}){for(let c=0,a=1;;);})',
    '({m(a=1){for(const a in b);}})',
    'class A{m(...a){for(let[b,a]of c){}}}',
  ].map(js),
  'script calls nothing newer than Chromium 53': [
    'Object.entries(a)',
    'Object.values(a)',
    'Object.fromEntries(a)',
    'a.padStart(2)',
    'a.flat()',
    'p.finally(f)',
    'new AbortController',
    'new Intl.NumberFormat',
    'globalThis.a=1',
    'self.crypto.randomUUID()',
    'structuredClone(a)',
    'fetch("./a")',
    'new TextEncoder',
    'new Proxy(a,b)',
    'new URLSearchParams(a)',
    'document.head.prepend(a)',
  ].map(js),
  'no eval': [js('eval("1")'), js('new Function("1")')],
  'style is for Chromium 53 and WebKit 602': [
    '.a{display:grid}',
    '.a{gap:1rem}',
    '.a{row-gap:1rem}',
    '.a{inset:0}',
    '.a{width:clamp(1px,2px,3px)}',
    '.a{width:calc(min(1px,2px))}',
    ':is(.a,.b){color:red}',
    '.a:where(.b){color:red}',
    '.a:focus-visible{color:red}',
    '.a{margin-inline-start:1px}',
    '.a{padding-block:1px}',
    '.a{aspect-ratio:1}',
    ':root{--line:#ffffff24}',
    ':root{--line:rgb(255 255 255/14%)}',
    '@layer a{.b{color:red}}',
    '.a{position:sticky}',
    '.a{width:calc(2*calc(1px + 1rem))}',
    '.a{font-size:calc(var(--small)*2.9)}',
  ].map(css),
  'page loads one classic script, which nothing waits for, and nothing inline': [
    '<script type="module" src="./a.js"></script>',
    '<script src="./a.js"></script>',
    '<script defer src="/a.js"></script>',
    '<div></div>',
    `${PAGE}<script async src="./assets/b.js"></script>`,
    `${PAGE}<style></style>`,
    `${PAGE}<p style="color:red">`,
    `${PAGE}<link href="https://fonts.example/a.css">`,
  ].map(html),
};

test('a clean build breaks no rule', () => {
  expect(inspectDist(clean, secrets)).toEqual([]);
});

test('every rule has files that break it', () => {
  expect(Object.keys(breaches)).toEqual(Object.keys(distRules));
});

test.each(
  Object.entries(breaches).flatMap(([rule, files]) => files.map((file) => ({ rule, file }))),
)('$rule: $file.name $file.text', ({ rule, file }) => {
  const broken = inspectDist([file], secrets);
  expect(broken).toHaveLength(1);
  expect(broken[0]).toContain(`: ${rule}: `);
});

test('keys are collected from the sources of the mocks, also those with blanks', () => {
  const source = `const a = '0123456789ABCDEF 0011223344556677'; const b = '00A404000E315041592E5359532E4444463031';
    const zero = '00000000000000000000000000000000'; const short = '0123456789ABCDEF';`;
  expect(hexLiterals(source)).toEqual(['0123456789ABCDEF0011223344556677']);
});

test('scenario names are those that the portal does not use itself', () => {
  const scenarios = `export const scenarios = { 'two-boxes-one-card': {}, 'boss-down': {}, plain: { name: 'psam-pool-empty' } };`;
  expect(scenarioNames(scenarios, `kind: 'boss-down'`)).toEqual([
    'two-boxes-one-card',
    'psam-pool-empty',
  ]);
});
