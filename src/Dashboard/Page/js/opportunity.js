// One opportunity from prices to proof: what it pays in every world, what it takes from the books, why the markets
// are bound, how long it has been there, and what can go wrong.

import { h } from './dom.js';
import { get, segment } from './api.js';
import { age, apr, cents, contracts, dollars, gain, moment, number, share } from './format.js';
import { FEW, feeLines, legTable, worldGrid } from './proof.js';
import { losses, outside } from './outside.js';
import { rules } from './rules.js';
import { legend, timeChart } from './chart.js';
import { eventOf, facts, grade, link, list, panel, signal, topic } from './parts.js';
import { empty } from './notices.js';
import { tradeByHand } from './byhand.js';

export function opportunity(shell, id) {
  const chosen = { left: 0, right: 1 };
  const choose = change => {
    Object.assign(chosen, change);
    shell.draw();
  };

  return {
    title: 'Opportunity',
    parts: ['opportunities', 'trades', 'quotes'],
    load: () => get(`opportunities/${segment(id ?? '')}`),
    view: told => {
      const one = told.opportunity;
      const markets = new Map((told.markets ?? []).map(market => [market.ticker, market]));
      const evidence = one.relations.flatMap(relation => relation.evidence);
      const many = one.legs.length > FEW;
      const costs = [panel('Fees', feeLines(one)), panel('What can be lost', losses(told.losses))];
      return [
        head(one, told, shell),
        h(
          'div',
          { class: 'grid two' },
          panel('Proof', worldGrid(told), {
            wide: true,
            note: one.argument
              ? `${one.argument.kind}${one.argument.worlds ? `, ${one.argument.worlds} worlds` : ''}`
              : null,
            tools: told.proofId
              ? h(
                  'a',
                  {
                    class: 'more',
                    href: `/api/v1/opportunities/${segment(one.id)}/proof`,
                    download: `${told.proofId}.json`,
                  },
                  'Download the proof',
                )
              : null,
          }),
          panel('Levels taken', legTable(told, markets), { note: 'what is taken of what is offered', wide: many }),
          many ? costs : h('div', { key: 'costs', class: 'stack' }, costs),
          panel('Edge over time', edge(told), { wide: true }),
          panel('Rules', rules(told.markets, evidence, chosen, choose), { wide: true }),
          panel('Relations', relationList(one)),
          panel('Outside evidence', outside(told.outside)),
          panel('Reservations', reservations(one), { wide: true }),
        ),
      ];
    },
  };
}

function head(one, told, shell) {
  return h(
    'div',
    { class: 'lead' },
    h('p', { class: 'crumbs' }, h('a', { href: '#/opportunities' }, 'Opportunities'), ' / ', h('code', {}, one.id)),
    h(
      'div',
      { class: 'lead-row' },
      h('h1', {}, grade(one.grade, one.executable), ' ', topic(one)),
      h(
        'div',
        { class: 'buttons' },
        one.tradeId
          ? h('a', { class: 'button', href: link.trade(one.tradeId) }, 'See its trade')
          : h(
              'button',
              {
                type: 'button',
                class: 'primary',
                disabled: !one.executable || told.gone === true,
                onclick: () => tradeByHand(one.id, shell),
              },
              'Trade by hand…',
            ),
      ),
    ),
    h(
      'div',
      { class: 'why-text' },
      (told.explanation ?? one.explanation).map((text, index) => h('p', { key: index }, text)),
    ),
    facts(
      ['Edge', h('strong', {}, gain(one.edge)), 'Worst payoff less cost and fees'],
      ['A basket', cents(one.magnitude)],
      ['Baskets', [contracts(one.baskets), one.baskets === one.units ? h('span', { class: 'dim' }, ' of ', contracts(one.available)) : '']],
      ['Cost', dollars(one.cost)],
      ['Fees', dollars(one.fees)],
      ['APR', apr(one.apr)],
      ['Confidence', share(one.confidence)],
      ['Status', one.status],
      ['Signal', signal(one.signal)],
      ['Here for', age(one.firstSeen ?? one.detectedAt)],
      ['Pays', moment(one.paysAt)],
    ),
    told.gone ? h('p', { class: 'warn-text', role: 'status' }, '▲ It is gone: this is how it was last seen.') : null,
    one.tradeId
      ? null
      : h(
          'p',
          { class: 'nottraded' },
          h('strong', {}, 'Not traded: '),
          one.notTraded ?? one.belowThreshold?.[0] ?? 'nothing stands against it',
        ),
  );
}

/** The line is what is left after fees; the band above it is what the fees take. */
function edge({ history, opportunity: one }) {
  if (!history || history.length < 2) return empty('Seen once so far: there is no line to draw yet.');
  const points = history.map(item => ({
    at: Date.parse(item.at),
    value: number(item.edge),
    fees: number(item.fees ?? one.fees),
  }));
  const best = Math.max(...points.map(point => point.value));
  return [
    timeChart({
      name: 'edge',
      height: 230,
      lines: [{ name: 'edge', kind: 'net', points }],
      band: { points: points.map(point => ({ at: point.at, low: point.value, high: point.value + point.fees })) },
      said:
        `Edge after fees over ${points.length} looks: now $${points.at(-1).value.toFixed(2)}, ` +
        `at best $${best.toFixed(2)}; fees take $${points.at(-1).fees.toFixed(2)}`,
    }),
    legend([
      ['net', 'edge after fees'],
      ['band', 'taken by fees'],
    ]),
  ];
}

const relationList = one => [
  h(
    'p',
    { class: 'dim' },
    one.relations.length === 1
      ? 'It alone carries the payoff.'
      : one.basis === 'together'
        ? 'Only all of them together carry the payoff.'
        : 'Each of them carries the payoff by itself.',
  ),
  h(
    'ul',
    { class: 'plain' },
    one.relations.map(relation =>
      h(
        'li',
        { key: relation.id },
        h('a', { href: link.relation(relation.id) }, relation.type),
        ` ${relation.tier.toLowerCase()}, by ${relation.rule}`,
        h(
          'span',
          { class: 'line dim' },
          [...new Set(relation.tickers.map(eventOf))].map((ticker, index) => [
            index ? ', ' : '',
            h('a', { key: ticker, href: link.event(ticker) }, ticker),
          ]),
        ),
      ),
    ),
  ),
];

function reservations(one) {
  const { uncertainty: doubt, abnormal, capital } = one;
  return [
    list(one.belowThreshold, 'warn-text'),
    list(one.caveats),
    facts(
      ['Worst abnormal end', gain(one.worstAbnormal), 'Voids, last prices and scalar values'],
      abnormal ? ['One leg void', gain(abnormal.oneLegVoid)] : null,
      abnormal ? ['At last price', gain(abnormal.lastPrice)] : null,
      abnormal ? ['Scalar', gain(abnormal.scalar)] : null,
      doubt ? ['Break-even confidence', share(doubt.breakEven)] : null,
      doubt ? ['Confidence after the mispricing', share(doubt.posterior), `A violation of ${doubt.violation}`] : null,
      capital ? ['Cash locked', dollars(capital.gross)] : null,
      capital ? ['Netted', dollars(capital.netted)] : null,
    ),
    one.restingOrder ? h('p', {}, h('strong', {}, 'An order that could rest: '), one.restingOrder.words) : null,
  ];
}
