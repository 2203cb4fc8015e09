// Before key-probe.js: an engine that cannot read this cannot read the portal either.
window.probeSyntax = (() => {
  class Box {
    constructor({ value = 1 } = {}) {
      this.value = `${value}`;
    }
  }
  const made = [];
  for (const one of [new Box(), new Box({ value: 2 })]) made.push(() => one.value);
  function* steps() {
    yield* made;
  }
  return [...steps()].map((step) => step()).join('') === '12';
})();
