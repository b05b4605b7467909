// What both queues of a person have in common: what waits or all of it, a search, a list to pick from, and a decision with its reason.

import { h } from './dom.js';
import { get, segment } from './api.js';
import { ask, tell } from './dialog.js';

const SAID = { approve: 'Approved.', reject: 'Rejected.', suspend: 'Suspended.' };

/**
 * The page of a queue. `kind` has the `path` of its list, `verbs` by key, `title`, `heading`, what to say of `none`, the `lines` of
 * one in the list, `other` queue to go to, `fetch` and `detail` of the picked one, whose `subject` is decided about; `asked` is what
 * is asked before, and `carry` does it.
 */
export function queuePage(shell, id, kind) {
  const ui = { id, queue: id === null, query: '', later: null, busy: false };
  let shown = [];
  let read = null;
  const load = async () => {
    const found = await get(`${kind.path}?queue=${ui.queue}&q=${segment(ui.query)}`);
    const all = found[kind.path];
    if (ui.id === null || (ui.queue && !all.some(one => one.id === ui.id))) ui.id = all[0]?.id ?? null;
    return { all, total: found.total, detail: ui.id === null ? null : await kind.fetch(ui.id) };
  };

  const pick = next => {
    ui.id = next;
    shell.refresh();
  };

  const decide = async verb => {
    // Only what is on the screen is decided, not what was picked and is on its way.
    const one = read;
    if (ui.busy || one === null || one.id !== ui.id) return;
    ui.busy = true;
    const next = beside(shown, one.id);
    const { what, body } = kind.asked(one, verb);
    const answer = await askWhy(verb, what, body);
    if (answer) {
      try {
        await kind.carry(one, verb, answer.reason);
        shell.say(SAID[verb]);
        if (ui.queue && ui.id === one.id) ui.id = next;
      } catch (error) {
        tell('It was not done', h('p', {}, error.message));
      }
    }

    ui.busy = false;
    shell.refresh();
  };

  return {
    title: kind.title,
    parts: ['relations'],
    load,
    keys: event => queueKeys(event, kind.verbs, shown, ui, pick, decide),
    view: found => {
      shown = found.all;
      read = found.detail ? kind.subject(found.detail) : null;
      return [
        h(
          'div',
          { class: 'head' },
          h('h1', {}, kind.heading(ui)),
          filters(ui, shell, { total: found.total, other: kind.other(shell.state?.counts) }),
        ),
        h(
          'div',
          { class: 'split' },
          h('div', { class: 'picks' }, shown.length ? picks(kind.title, shown, ui, pick, kind.lines) : kind.none(ui)),
          h(
            'div',
            { key: read?.id ?? 'none', class: 'picked' },
            read ? kind.detail(found.detail, verbs(kind.verbs, decide)) : null,
          ),
        ),
      ];
    },
  };
}

const capital = word => `${word[0].toUpperCase()}${word.slice(1)}`;

/** The number found, what waits or all, a search, and the way to the other queue. */
function filters(ui, shell, { total, other }) {
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
const picks = (name, all, ui, pick, lines) =>
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
const verbs = (all, decide) =>
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
const askWhy = (verb, what, body) =>
  ask({
    title: `${capital(verb)} this ${what}?`,
    confirm: capital(verb),
    danger: verb === 'reject',
    reason: 'Why, for whoever reads the decision later',
    must: true,
    body,
  });

/** Keys of a queue: j and k walk it, the others decide. */
function queueKeys(event, all, shown, ui, pick, decide) {
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
function beside(shown, id) {
  const at = shown.findIndex(one => one.id === id);
  return (shown[at + 1] ?? shown[at - 1])?.id ?? null;
}
