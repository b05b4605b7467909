// The configuration in force, where each value came from, and how much of each limit is used.

import { h } from './dom.js';
import { get } from './api.js';
import { number, round, unknown } from './format.js';
import { panel } from './parts.js';
import { table } from './table.js';
import { empty } from './notices.js';

export function settings(shell) {
  let text = '';
  const rows = table({
    name: 'Settings',
    key: one => one.key,
    sort: null,
    redraw: shell.draw,
    height: 34,
    none: 'No setting matches.',
    columns: [
      { id: 'key', label: 'Key', class: 'basket', sort: one => one.key, cell: one => h('code', {}, one.key) },
      {
        id: 'value',
        label: 'Value',
        class: 'value',
        cell: one =>
          one.value === null || one.value === ''
            ? h('span', { class: 'dim' }, 'not set')
            : h('code', { title: one.value }, one.value),
      },
      {
        id: 'origin',
        label: 'From',
        show: 2,
        sort: one => one.origin,
        cell: one => h('span', { class: one.origin === 'default' ? 'dim' : '' }, one.origin),
      },
    ],
  });
  return {
    title: 'Settings',
    parts: [],
    load: () => get('settings'),
    view: told => [
      h(
        'div',
        { class: 'head' },
        h('h1', {}, 'Settings'),
        h(
          'div',
          { class: 'filters', role: 'search' },
          h(
            'label',
            {},
            h('span', { class: 'heard' }, 'Filter'),
            h('input', {
              type: 'search',
              placeholder: 'Filter  /',
              value: text,
              oninput: event => {
                text = event.target.value.toLowerCase();
                shell.draw();
              },
            }),
          ),
        ),
      ),
      panel('Limits and how much of each is used', limits(told.limits)),
      h(
        'p',
        { class: 'dim' },
        'Settings are changed in config.yaml, the environment or flags, and read at the start; secrets are hidden.',
      ),
      rows.view(told.settings.filter(one => `${one.key} ${one.value} ${one.origin}`.toLowerCase().includes(text))),
    ],
  };
}

/** Cents are enough here. */
const plain = text => (text ? (/\.\d{3,}$/.test(text) ? round(text, 2) : text) : unknown());

export function limits(all) {
  if (!all?.length) return empty('No limit is in force yet.');
  return h(
    'ul',
    { class: 'limits' },
    all.map(one => {
      const part = number(one.used) / number(one.limit);
      const kind = part >= 1 ? 'bad' : part >= 0.8 ? 'warn' : 'good';
      const word = part >= 1 ? '✕ used up' : part >= 0.8 ? '▲ nearly' : '';
      return h(
        'li',
        { key: one.name },
        h('span', { class: 'limit-name' }, one.name),
        h('span', { class: 'num' }, plain(one.used), h('span', { class: 'dim' }, ' of '), plain(one.limit)),
        h('span', { class: `sign ${kind}` }, word),
        h(
          'span',
          { class: 'track', 'aria-hidden': 'true' },
          h('span', { class: `fill ${kind}`, css: { width: `${Math.min(100, Math.max(0, part * 100 || 0))}%` } }),
        ),
      );
    }),
  );
}
