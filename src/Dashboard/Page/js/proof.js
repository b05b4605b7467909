// The proof as a picture: every world that can come true, what each leg pays in it, and the one that pays least.

import { h } from './dom.js';
import { cents, contracts, dollars, gain, minus, number } from './format.js';
import { side } from './parts.js';
import { empty } from './notices.js';

/** More legs than this are shown in columns over the whole width. */
export const FEW = 5;

/** So many levels are shown behind the last that is taken. */
const UNTAKEN = 2;

const KINDS = {
  'closed form': 'The relation leaves these worlds and no other.',
  enumerated: 'All worlds that the relations leave were listed.',
  line: 'The markets lie on one line of cells, of which exactly one comes true.',
  oracle: 'A solver searched all worlds; only some are listed.',
};

export function worldGrid({ opportunity, worlds }) {
  const { legs, argument } = opportunity;
  if (!worlds?.length) return empty('The worlds of this basket are not listed.');
  const wide = legs.length > 6;
  const hidden = argument?.worlds ? argument.worlds - worlds.length : 0;
  return [
    h(
      'p',
      { class: 'dim' },
      KINDS[argument?.kind] ?? null,
      hidden > 0 ? ` ${hidden} more worlds pay no less.` : null,
      argument?.worlds === null ? ' Not every world is listed.' : null,
    ),
    h(
      'div',
      { class: 'tablewrap', role: 'group', 'aria-label': 'Worlds and payoffs', tabindex: '0' },
      h(
        'table',
        { class: `worlds${wide ? ' many' : ''}` },
        h('caption', { class: 'heard' }, `What each of ${legs.length} legs pays in each of ${worlds.length} worlds`),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, 'If these come true'),
            legs.map((one, index) =>
              h(
                'th',
                { key: index, scope: 'col', class: 'num', title: `${one.side} ${one.ticker}` },
                `${index + 1} `,
                wide ? h('span', { class: 'heard' }, one.side) : side(one.side),
              ),
            ),
            h('th', { scope: 'col', class: 'num' }, 'Pays'),
            h('th', { scope: 'col', class: 'num' }, 'Result'),
          ),
        ),
        h(
          'tbody',
          {},
          worlds.map((world, index) =>
            h(
              'tr',
              { key: index, class: world.worst ? 'worst' : null },
              h('th', { scope: 'row' }, world.worst ? h('span', { class: 'tag' }, '◀ worst') : null, ' ', world.name),
              world.pays.map((pay, at) => payoff(pay, at, wide)),
              h('td', { class: 'num' }, dollars(world.total)),
              h('td', { class: 'num' }, gain(minus(world.total, opportunity.cost, opportunity.fees))),
            ),
          ),
        ),
      ),
    ),
    h(
      'p',
      { class: 'sum' },
      'In the worst world it pays ',
      h('b', {}, dollars(opportunity.minPayout)),
      '; it costs ',
      h('b', {}, dollars(opportunity.cost)),
      ' and ',
      h('b', {}, dollars(opportunity.fees)),
      ' in fees; what is left is ',
      h('b', {}, gain(opportunity.edge)),
      '.',
    ),
  ];
}

function payoff(pay, at, wide) {
  const pays = number(pay) > 0;
  const text = wide
    ? [
        h('span', { 'aria-hidden': 'true' }, pays ? '●' : '·'),
        h('span', { class: 'heard' }, pays ? `pays ${pay}` : 'pays nothing'),
      ]
    : pays
      ? dollars(pay)
      : h('span', { class: 'dim' }, '$0');
  return h(
    'td',
    { key: at, class: `num ${pays ? 'pays' : 'void'}`, title: wide ? `leg ${at + 1}: $${pay}` : null },
    text,
  );
}

/** Legs with the levels they take, as bars of depth, and what each costs. */
export function legTable({ opportunity, levels }, markets) {
  const { legs } = opportunity;
  const books = legs.map((one, index) => book(one, levels?.[index]));
  const most = Math.max(...books.flat().map(level => number(level.quantity)), 1);
  const rest = legs.reduce((sum, one) => sum + number(one.cost), 0);
  return h(
    'ol',
    { class: legs.length > FEW ? 'legs-list many' : 'legs-list' },
    legs.map((one, index) =>
      h(
        'li',
        { key: index },
        h(
          'div',
          { class: 'leg-head' },
          h('span', { class: 'leg-number' }, index + 1),
          side(one.side),
          ' ',
          h('span', { class: 'leg-name' }, markets?.get(one.ticker)?.subtitle ?? one.ticker),
          h('code', { class: 'dim' }, one.ticker),
        ),
        h(
          'ul',
          { class: 'depth', 'aria-label': `Levels of leg ${index + 1}` },
          books[index].map((level, at) => bar(level, most, at)),
        ),
        h(
          'p',
          { class: 'leg-sum num' },
          contracts(one.quantity),
          one.weight > 1 && one.weight <= 12 ? ` (${one.weight} a basket)` : '',
          ' cost ',
          dollars(one.cost, { digits: 4 }),
          h(
            'span',
            { class: 'dim' },
            `, fee `,
            dollars(one.fee, { digits: 4 }),
            rest > 0 ? `, ${Math.round((number(one.cost) / rest) * 100)}% of the cost` : '',
          ),
        ),
      ),
    ),
  );
}

/** The levels of a book with what is taken of each; without a book, only what is taken is known. */
function book(one, told) {
  const taken = new Map(one.levels.map(level => [level.price, level.quantity]));
  if (!told?.offered?.length) return one.levels.map(level => ({ ...level, taken: level.quantity }));
  const last = told.offered.findLastIndex(level => taken.has(level.price));
  return told.offered.slice(0, last + 1 + UNTAKEN).map(level => ({ ...level, taken: taken.get(level.price) ?? '0' }));
}

function bar(level, most, at) {
  const part = Math.min(1, number(level.taken) / number(level.quantity));
  return h(
    'li',
    { key: at, class: part > 0 ? 'taken' : 'left' },
    h('span', { class: 'num price' }, cents(level.price)),
    h(
      'span',
      { class: 'track', 'aria-hidden': 'true' },
      h(
        'span',
        { class: 'offer', css: { width: `${Math.max(1.5, (number(level.quantity) / most) * 100)}%` } },
        h('span', { class: 'take', css: { width: `${part * 100}%` } }),
      ),
    ),
    h(
      'span',
      { class: 'num size' },
      part > 0 ? [h('b', {}, contracts(level.taken)), ' of '] : null,
      contracts(level.quantity),
    ),
  );
}

export function feeLines(opportunity) {
  const rows = opportunity.legs.map((one, index) =>
    h(
      'tr',
      { key: index },
      h('th', { scope: 'row' }, `${index + 1} `, side(one.side)),
      h('td', { class: 'num' }, contracts(one.quantity)),
      h('td', { class: 'num' }, dollars(one.cost, { digits: 4 })),
      h('td', { class: 'num' }, dollars(one.fee, { digits: 4 })),
    ),
  );
  const total = (name, cost, fee) =>
    h(
      'tr',
      { key: name, class: 'total' },
      h('th', { scope: 'row', colspan: 2 }, name),
      h('td', { class: 'num' }, cost),
      h('td', { class: 'num' }, fee),
    );
  return h(
    'div',
    { class: 'tablewrap', role: 'group', 'aria-label': 'Fees', tabindex: '0' },
    h(
      'table',
      { class: 'small' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ['Leg', 'Contracts', 'Cost', 'Fee'].map((name, at) =>
            h('th', { key: name, scope: 'col', class: at > 0 ? 'num' : null }, name),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        rows,
        total(
          'Exact, one fill a level',
          dollars(opportunity.cost, { digits: 4 }),
          dollars(opportunity.fees, { digits: 4 }),
        ),
        total('At most, however the fills split', '', dollars(opportunity.feeBound, { digits: 4 })),
      ),
    ),
  );
}
