/** The page that lists every scenario; links only, so it works with Tab and Enter. */
import { scenarios } from '../faults/scenarios.ts';

/** Replaces `body`. `asked` is the unknown name; `list` shows no error. */
export function showScenarios(body: HTMLElement, asked: string): void {
  const title = document.createElement('h1');
  title.textContent = '演示场景 · Scenarios';
  const parts: HTMLElement[] = [title];
  if (asked !== 'list') {
    const error = document.createElement('p');
    error.setAttribute('role', 'alert');
    error.textContent = `没有这个场景 · There is no scenario "${asked}"`;
    parts.push(error);
  }
  const list = document.createElement('ul');
  for (const name of Object.keys(scenarios)) {
    const link = document.createElement('a');
    link.href = `?scenario=${name}&reset`;
    const { title: words } = scenarios[name]!;
    link.textContent = `${words['zh-CN']} · ${words.en} (${name})`;
    const item = document.createElement('li');
    item.append(link);
    list.append(item);
  }
  parts.push(list);
  body.className = 'scenario-list';
  body.replaceChildren(...parts);
}
