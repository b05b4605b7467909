// A table that people can point at: while the pointer or the focus is over it, rows keep their place, what is new
// waits and what is gone stays, marked. Long tables draw only the rows in view.

import { h } from './dom.js';
import { empty } from './notices.js';

const MANY = 150;
const MARGIN = 12;

/** columns: {id, label, cell, sort, num, show (2 to 4: on wide screens only), title}; `href` makes rows links. */
export function table({
  name,
  columns,
  key,
  sort,
  descending = true,
  href = null,
  height = 42,
  none = 'Nothing.',
  redraw,
}) {
  const by = { id: sort, descending };
  let over = false;
  let order = [];
  let last = new Map();
  let box = null;

  const arrange = rows => {
    const column = columns.find(one => one.id === by.id);
    if (!column?.sort) return rows;
    const sign = by.descending ? -1 : 1;
    return rows
      .map((row, index) => ({ row, index, value: column.sort(row) }))
      .sort((a, b) => sign * compare(a.value, b.value, sign) || a.index - b.index)
      .map(one => one.row);
  };

  const holding = () => over || (box?.querySelector('tbody')?.contains(document.activeElement) ?? false);

  const lines = rows => {
    const held = holding();
    const now = new Map(rows.map(row => [key(row), row]));
    const known = new Set(order);
    const fresh = held ? rows.filter(row => !known.has(key(row))).length : 0;
    if (!held) order = arrange(rows).map(key);
    const list = order
      .map(id => ({ id, row: now.get(id) ?? last.get(id), gone: !now.has(id) }))
      .filter(line => line.row);
    last = new Map(list.map(line => [line.id, line.row]));
    return { list, fresh };
  };

  const hold = on => () => {
    over = on;
    redraw();
  };

  const resort = (id, rows) => () => {
    by.descending = by.id === id ? !by.descending : columns.find(one => one.id === id).num === true;
    by.id = id;
    order = arrange(rows).map(key);
    redraw();
  };

  const heading = (column, rows) => {
    const on = by.id === column.id;
    return h(
      'th',
      {
        key: column.id,
        scope: 'col',
        class: classes(column),
        title: column.title,
        'aria-sort': on ? (by.descending ? 'descending' : 'ascending') : null,
      },
      column.sort
        ? h(
            'button',
            { type: 'button', onclick: resort(column.id, rows) },
            column.label,
            h('span', { class: 'arrow', 'aria-hidden': 'true' }, on ? (by.descending ? '▼' : '▲') : ''),
          )
        : column.label,
    );
  };

  const body = ({ id, row, gone }, index) =>
    h(
      'tr',
      {
        key: id,
        'aria-rowindex': index + 2,
        class: `${gone ? 'gone' : ''}${href ? ' opens' : ''}`,
        onclick: href ? event => follow(event, href(row)) : null,
      },
      columns.map((column, at) => {
        const cell = column.cell(row);
        return h(
          at === 0 ? 'th' : 'td',
          { key: column.id, scope: at === 0 ? 'row' : null, class: classes(column) },
          at === 0 && href ? h('a', { class: 'rowlink', href: href(row) }, cell) : cell,
          at === 0 && gone ? h('span', { class: 'tag' }, 'gone') : null,
        );
      }),
    );

  return {
    view(rows) {
      if (rows.length === 0 && !holding()) return typeof none === 'string' ? empty(none) : none;
      const { list, fresh } = lines(rows);
      const all = list.length <= MANY;
      const from = all ? 0 : Math.max(0, Math.floor((box?.scrollTop ?? 0) / height) - MARGIN);
      const to = all
        ? list.length
        : Math.min(list.length, from + Math.ceil((box?.clientHeight ?? 800) / height) + 2 * MARGIN);
      return h(
        'div',
        { class: 'tablebox' },
        h(
          'div',
          {
            class: `tablewrap${all ? '' : ' long'}`,
            role: 'region',
            'aria-label': name,
            tabindex: '0',
            ref: element => {
              box = element;
            },
            onscroll: all ? null : redraw,
            onpointerenter: hold(true),
            onpointerleave: hold(false),
          },
          h(
            'table',
            { 'aria-rowcount': list.length + 1 },
            h(
              'thead',
              {},
              h(
                'tr',
                {},
                columns.map(column => heading(column, rows)),
              ),
            ),
            h(
              'tbody',
              { css: { '--row': `${height}px` } },
              spacer('above', from * height, columns.length),
              list.slice(from, to).map((line, index) => body(line, from + index)),
              spacer('below', (list.length - to) * height, columns.length),
            ),
          ),
        ),
        h(
          'p',
          { class: 'waits', 'aria-live': 'off' },
          fresh > 0
            ? `${fresh} new ${fresh === 1 ? 'row waits' : 'rows wait'} until the pointer leaves the table.`
            : '',
        ),
      );
    },
  };
}

const classes = column =>
  [column.num ? 'num' : '', column.show ? `w${column.show}` : '', column.class ?? ''].join(' ').trim() || null;

const spacer = (name, size, columns) =>
  size > 0
    ? h(
        'tr',
        { key: name, class: 'spacer', 'aria-hidden': 'true' },
        h('td', { colspan: columns, css: { height: `${size}px` } }),
      )
    : null;

/** What is unknown sorts last in both directions. */
function compare(a, b, sign) {
  const none = value => value === null || value === undefined || Number.isNaN(value);
  if (none(a) || none(b)) return none(a) && none(b) ? 0 : none(a) ? sign : -sign;
  return typeof a === 'number' ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true });
}

function follow(event, where) {
  if (event.target.closest('a, button, input') || getSelection().toString() !== '') return;
  location.hash = where.slice(1);
}
