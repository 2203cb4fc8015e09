/**
 * What binds signals to Preact: a component is drawn again when a signal that it read has changed, and not because its
 * parent was. The library's own bond also follows signals in attributes and texts and brings Preact's hooks along;
 * nothing here uses them, and a box would have to load them.
 */
import { effect, type Signal, signal } from '@preact/signals';
import { Component, Fragment as Group, options, type VNode } from 'preact';

/** An effect as the signals' own bond uses it, by the names it is published with. */
interface Follower {
  /** Called when what was read has changed. */
  c(): void;
  /** From now on reading counts, until the function it returns is called. */
  S(): () => void;
  d(): void;
}

interface Begun {
  key: unknown;
  end(): void;
}

interface Following extends Component {
  follower?: Follower;
  /** In the order of the calls of `useKept`. */
  kept: unknown[];
  begun: Begun[];
}

interface Drawn extends VNode {
  /** Preact's `_component`. */
  readonly __c?: Following;
}

let drawing: Following;
let calls = 0;

function follow(component: Following): void {
  effect(function (this: unknown) {
    component.follower = this as Follower;
  });
  const follower = component.follower!;
  follower.c = () => component.forceUpdate();
  const render = component.render as (...args: unknown[]) => ReturnType<Component['render']>;
  component.kept = [];
  component.begun = [];
  component.render = (...args: unknown[]) => {
    drawing = component;
    calls = 0;
    const finish = follower.S();
    try {
      return render.apply(component, args);
    } finally {
      finish();
    }
  };
}

// Preact's `_render`: its name is as fixed as those without an underscore, for the signals' own bond needs it too.
const hooks: typeof options & { __r?(vnode: Drawn): void } = options;
hooks.__r = ({ type, __c: component }) => {
  if (type !== Group && component && !component.follower) follow(component);
};
hooks.unmount = ({ __c: component }: Drawn) => {
  if (!component?.follower) return;
  component.follower.d();
  for (const { end } of component.begun) end();
};
Component.prototype.shouldComponentUpdate = function (props: object, state) {
  return state !== this.state || differ(props, this.props) || differ(this.props, props);
};

function differ(some: object, others: object): boolean {
  for (const name in some) {
    if (some[name as never] !== others[name as never]) return true;
  }
  return false;
}

/** What a component makes at first and keeps. Call it in every render, in the same order. */
export function useKept<T>(make: () => T): T {
  const { kept } = drawing;
  const at = calls++;
  if (at === kept.length) kept.push(make());
  return kept[at] as T;
}

export const useSignal = <T>(first: T): Signal<T> => useKept(() => signal(first));

/** Begins something anew whenever `key` is another. What `begin` returns ends it, at the latest with the component. */
export function useWhile(key: unknown, begin: () => () => void): void {
  const { begun } = drawing;
  const now = useKept(() => {
    const first: Begun = { key: begun, end() {} };
    begun.push(first);
    return first;
  });
  if (now.key === key) return;
  now.end();
  now.key = key;
  now.end = begin();
}
