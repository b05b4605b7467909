// What both queues of a person have in common: what waits or all of it, a search, a list to pick from, and a decision with its reason.

import { h } from './dom.js';
import { ask } from './dialog.js';

export const capital = word => `${word[0].toUpperCase()}${word.slice(1)}`;

/** The number found, what waits or all, a search, and the way to the other queue. */
export function filters(ui, shell, { total, other }) {
  const tab = (queue, label) =>
    h(
      'button',
      {
        type: 'button',
        'aria-pressed': String(ui.queue === queue),
        onclick: () => {
          ui.queue = queue;
          ui.id = null;
          shell.refresh();
        },
      },
      label,
    );
  return h(
    'div',
    { class: 'filters', role: 'search' },
    h('span', { class: 'dim num' }, `${(total ?? 0).toLocaleString('en-US')} found`),
    h('span', { class: 'toggle' }, tab(true, 'To review'), tab(false, 'All')),
    h(
      'label',
      {},
      h('span', { class: 'heard' }, 'Search'),
      h('input', {
        type: 'search',
        placeholder: 'Search  /',
        value: ui.query,
        oninput: event => {
          ui.query = event.target.value;
          ui.id = null;
          clearTimeout(ui.later);
          ui.later = setTimeout(shell.refresh, 250);
        },
      }),
    ),
    h('a', { href: other.href }, other.label, other.count ? ` (${other.count.toLocaleString('en-US')})` : ''),
  );
}

/** A list of buttons, one of which is picked. */
export const picks = (name, all, ui, pick, lines) =>
  h(
    'ul',
    { 'aria-label': name },
    all
      .slice(0, 300)
      .map(one =>
        h(
          'li',
          { key: one.id },
          h(
            'button',
            { type: 'button', 'aria-current': one.id === ui.id ? 'true' : null, onclick: () => pick(one.id) },
            lines(one),
          ),
        ),
      ),
  );

/** A button for each verb, with its key. */
export const verbs = (all, decide) =>
  h(
    'div',
    { class: 'buttons' },
    Object.entries(all).map(([key, verb]) =>
      h(
        'button',
        {
          key,
          type: 'button',
          class: verb === 'approve' ? 'primary' : '',
          'aria-keyshortcuts': key,
          onclick: () => decide(verb),
        },
        capital(verb),
        ' ',
        h('kbd', {}, key),
      ),
    ),
  );

/** Why, and whether at all; null where the person thought better of it. */
export const askWhy = (verb, what, body) =>
  ask({
    title: `${capital(verb)} this ${what}?`,
    confirm: capital(verb),
    danger: verb === 'reject',
    reason: 'Why, for whoever reads the decision later',
    must: true,
    body,
  });

/** Keys of a queue: j and k walk it, the others decide. */
export function queueKeys(event, all, shown, ui, pick, decide) {
  if (all[event.key]) {
    decide(all[event.key]);
    return true;
  }

  if (event.key !== 'j' && event.key !== 'k') return false;
  const at = shown.findIndex(one => one.id === ui.id);
  const next = shown[at + (event.key === 'j' ? 1 : -1)];
  if (next) pick(next.id);
  return true;
}

/** After a decision about one the next is looked at, or the last. */
export function beside(shown, id) {
  const at = shown.findIndex(one => one.id === id);
  return (shown[at + 1] ?? shown[at - 1])?.id ?? null;
}
