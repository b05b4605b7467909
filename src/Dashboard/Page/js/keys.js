// Keys for the whole page. Single letters act only when nobody is typing and no modifier is held.

import { h } from './dom.js';
import { tell } from './dialog.js';
import { tabs } from './routes.js';

const typing = element => element?.matches?.('input, textarea, select') ?? false;

export function onKey(event, page, shell) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target)) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }

  if (page?.keys?.(event)) event.preventDefault();
  else if (act(event, shell)) event.preventDefault();
}

function act(event, shell) {
  const { key } = event;
  if (key >= '1' && key <= '9') {
    const tab = tabs(shell)[Number(key) - 1];
    if (tab) location.hash = `#/${tab.name}`;
    return true;
  }

  if (key === '/') {
    const filter = document.querySelector('#main input[type=search]');
    filter?.focus();
    return filter !== null;
  }

  if (key === 'j' || key === 'k') return step(key === 'j' ? 1 : -1);
  if (key === '?') help(shell);
  return key === '?';
}

function step(by) {
  const links = [...document.querySelectorAll('#main .rowlink')];
  if (links.length === 0) return false;
  const at = links.indexOf(document.activeElement);
  links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))].focus();
  return true;
}

function help(shell) {
  const rows = [
    ...tabs(shell).map((tab, index) => [String(index + 1), tab.label]),
    ['j, k', 'next or previous row; Enter opens it'],
    ['/', 'filter'],
    ['a, r, s', 'approve, reject or suspend the relation or match shown in its queue'],
    ['?', 'this list'],
  ];
  tell(
    'Keys',
    h(
      'dl',
      { class: 'keys' },
      rows.map(([key, text]) => [h('dt', {}, h('kbd', {}, key)), h('dd', {}, text)]),
    ),
  );
}
