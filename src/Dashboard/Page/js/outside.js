// What sources outside the venue say of each leg, and what can go wrong that no relation excludes.

import { h } from './dom.js';
import { cents, dollars, moment, number, share } from './format.js';
import { list, side } from './parts.js';
import { empty } from './notices.js';

const VERDICTS = {
  supports: '✓ Outside evidence supports it.',
  contradicts: '✕ Outside evidence contradicts it.',
  silent: '○ Outside evidence says nothing of it.',
};

export function outside(told) {
  if (!told) return empty('No source outside the venue was asked.');
  const known = told.legs.filter(one => one.evidence?.length);
  return [
    h(
      'p',
      {},
      h('strong', {}, VERDICTS[told.verdict] ?? told.verdict),
      ' Confidence ',
      share(told.confidenceBefore),
      ' before, ',
      share(told.confidenceAfter),
      ' after.',
      told.outOfLine ? ` ${told.outOfLine}` : null,
    ),
    known.length
      ? h(
          'ul',
          { class: 'plain bands' },
          known.map((one, index) =>
            h(
              'li',
              { key: index },
              side(one.side),
              ' ',
              h('code', {}, one.ticker),
              h('span', { class: 'dim' }, ` ${one.standing}`),
              fair(one),
              one.evidence.map((item, at) =>
                h(
                  'p',
                  { key: at, class: 'dim' },
                  `${item.source}: YES ${range(item)}, `,
                  moment(item.observedAt),
                  `. ${item.provenance ?? ''}`,
                  item.reservations?.length ? ` ${item.reservations.join('; ')}` : '',
                ),
              ),
            ),
          ),
        )
      : null,
    list(told.failures, 'warn-text'),
  ];
}

const range = item => `${(number(item.yesLow) * 100).toFixed(1)} to ${(number(item.yesHigh) * 100).toFixed(1)}¢`;

/** The fair band as a bar from 0 to 100 cents, with the price paid as a mark in it. */
function fair(one) {
  const [low, high, paid] = [number(one.fairLow), number(one.fairHigh), number(one.paid)];
  return h(
    'span',
    { class: 'fair' },
    h(
      'svg',
      { width: 160, height: 14, viewBox: '0 0 160 14', role: 'img', 'aria-label': 'price paid against the fair band' },
      h('rect', { class: 'axis', x: 0, y: 5, width: 160, height: 4 }),
      h('rect', { class: 'bandbar', x: low * 160, y: 3, width: Math.max(2, (high - low) * 160), height: 8 }),
      h('line', { class: 'paid', x1: paid * 160, x2: paid * 160, y1: 0, y2: 14 }),
    ),
    h('span', { class: 'num' }, ' paid ', cents(one.paid), ', fair ', cents(one.fairLow), ' to ', cents(one.fairHigh)),
  );
}

const LOSSES = [
  ['executionBound', 'Only some legs fill', "The most that a partial fill can lose, by the plan's own limits"],
  ['likelyUnwind', 'Selling back what filled alone', 'At the bids of now; unknown when a book has too few'],
  ['oneLegVoid', 'One market is voided', 'Its stake comes back and its payoff does not'],
  ['lastPrice', 'One event settles at its last price', 'Unknown while a market has never traded'],
  ['scalar', 'Markets settle at any value', 'The whole outlay'],
  ['relationWrong', 'A relation is wrong', 'What is lost if the words were read wrongly'],
];

/** What can be lost, and how: the bounds that were computed before anything is sent. */
export function losses(told) {
  if (!told)
    return empty(
      'Not computed: no plan has been made for this basket.',
      'Trade by hand shows the plan and its bounds before anything is sent.',
    );
  return h(
    'div',
    { class: 'tablewrap', role: 'group', 'aria-label': 'What can be lost', tabindex: '0' },
    h(
      'table',
      { class: 'small' },
      h(
        'thead',
        {},
        h('tr', {}, h('th', { scope: 'col' }, 'If'), h('th', { scope: 'col', class: 'num' }, 'Loses at most')),
      ),
      h(
        'tbody',
        {},
        LOSSES.filter(([name]) => name in told).map(([name, text, title]) =>
          h(
            'tr',
            { key: name, title },
            h('th', { scope: 'row' }, text, h('span', { class: 'note dim' }, title)),
            h('td', { class: 'num' }, dollars(told[name])),
          ),
        ),
      ),
    ),
  );
}
