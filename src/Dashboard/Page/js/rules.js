// Two rules side by side: words that differ are marked, and so are the words the evidence quotes. The marks are made
// of text nodes, so rules that contain markup stay text.

import { h } from './dom.js';
import { cents, moment, unknown } from './format.js';
import { link, eventOf, list, knownFrom } from './parts.js';

const MOST = 600;

export function rules(markets, evidence, chosen, choose) {
  if (!markets?.length) return null;
  const left = markets[chosen.left] ?? markets[0];
  const right = markets[chosen.right] ?? markets[1] ?? null;
  const quotes = quoted(evidence);
  const picks = markets.length > 2;
  const column = (market, other, which) =>
    h(
      'div',
      { key: which, class: 'rule' },
      picks
        ? h(
            'label',
            {},
            h('span', { class: 'heard' }, `Market on the ${which}`),
            h(
              'select',
              { onchange: event => choose({ [which]: Number(event.target.value) }) },
              markets.map((one, index) =>
                h('option', { value: index, selected: one === market }, one.subtitle || one.ticker),
              ),
            ),
          )
        : null,
      h(
        'h3',
        {},
        market.title || market.ticker,
        market.subtitle ? h('span', { class: 'dim' }, ` ${market.subtitle}`) : null,
      ),
      h(
        'p',
        { class: 'dim num' },
        h('a', { href: link.event(eventOf(market.ticker)) }, h('code', {}, market.ticker)),
        ' · bid ',
        cents(market.yesBid),
        ', ask ',
        cents(market.yesAsk),
        ' (',
        knownFrom(market),
        ') · ',
        market.status ?? unknown(),
        ' · closes ',
        moment(market.closeTime),
      ),
      ruleText(market.rules, other?.rules, quotes),
      ruleText(market.rulesSecondary, other?.rulesSecondary, quotes),
    );
  return [
    h('div', { class: 'rules' }, column(left, right, 'left'), right ? column(right, left, 'right') : null),
    h(
      'p',
      { class: 'legend-line dim' },
      h('mark', { class: 'differs' }, 'underlined'),
      ' differs between the two · ',
      h('mark', { class: 'evidence' }, 'shaded'),
      ' is quoted as evidence',
    ),
    evidence.length ? [h('h3', {}, 'Evidence'), list(evidence)] : null,
  ];
}

/** The typed differences a reviewer decides by. */
export function differences(all) {
  if (!all?.length) return null;
  return h(
    'div',
    { class: 'tablewrap', role: 'group', 'aria-label': 'Differences of the rules', tabindex: '0' },
    h(
      'table',
      { class: 'small' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ['Aspect', 'Left', 'Right', ''].map((name, at) =>
            h('th', { key: at, scope: 'col' }, name || h('span', { class: 'heard' }, 'Same')),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        all.map((one, index) =>
          h(
            'tr',
            { key: index, class: one.differs ? 'differs' : null },
            h('th', { scope: 'row' }, one.aspect),
            h('td', {}, one.left || unknown()),
            h('td', {}, one.right || unknown()),
            h('td', {}, one.differs ? '≠ differs' : '= same'),
          ),
        ),
      ),
    ),
  );
}

function quoted(evidence) {
  return evidence
    .flatMap(text => [...String(text).matchAll(/"([^"]{4,})"/g)].flatMap(match => match[1].split('[...]')))
    .map(text => text.trim().toLowerCase())
    .filter(text => text.length >= 4);
}

/** One rule; words that the other has not are marked, and so are the quoted ones. */
export function ruleText(text, other, quotes) {
  if (!text) return null;
  const words = text.split(/(\s+)/).filter(word => word !== '');
  const same =
    other && other !== text
      ? common(
          words,
          other.split(/(\s+)/).filter(word => word !== ''),
        )
      : null;
  const shaded = ranges(text, quotes);
  const parts = [];
  let at = 0;
  words.forEach((word, index) => {
    const differs = same !== null && !same.has(index) && word.trim() !== '';
    const shade = word.trim() !== '' && shaded.some(([from, to]) => at >= from && at + word.length <= to + 1);
    const kind = `${differs ? 'differs' : ''}${shade ? ' evidence' : ''}`.trim();
    const before = parts.at(-1);
    if (before && (before.kind === kind || word.trim() === '')) before.text += word;
    else parts.push({ kind, text: word });
    at += word.length;
  });
  return h(
    'p',
    { class: 'ruletext' },
    parts.map((part, index) => (part.kind ? h('mark', { key: index, class: part.kind }, part.text) : part.text)),
  );
}

function ranges(text, quotes) {
  const lower = text.toLowerCase();
  return quotes
    .map(quote => [lower.indexOf(quote), quote.length])
    .filter(([from]) => from >= 0)
    .map(([from, length]) => [from, from + length]);
}

/** Places of the words of the left that a longest common subsequence keeps. Very long rules are compared as sets. */
function common(left, right) {
  if (left.length > MOST || right.length > MOST) {
    const known = new Set(right);
    return new Set(left.map((word, index) => (known.has(word) ? index : -1)));
  }

  const best = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      best[i][j] = left[i] === right[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
    }
  }

  const kept = new Set();
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    if (left[i] === right[j]) {
      kept.add(i++);
      j++;
    } else if (best[i + 1][j] >= best[i][j + 1]) i++;
    else j++;
  }

  return kept;
}
