// Small things that several pages show in the same way.

import { h } from './dom.js';
import { age, cents, contracts, words } from './format.js';

export const link = {
  opportunity: id => `#/opportunity/${encodeURIComponent(id)}`,
  event: ticker => `#/event/${encodeURIComponent(ticker)}`,
  trade: id => `#/trade/${encodeURIComponent(id)}`,
  relation: id => `#/relations/${encodeURIComponent(id)}`,
};

/** A ticker of a market without its last part is, on Kalshi, that of its event. */
export const eventOf = ticker => ticker.slice(0, ticker.lastIndexOf('-') < 0 ? undefined : ticker.lastIndexOf('-'));

const SOURCES = {
  book: 'live book',
  stream: 'stream',
  asked: 'asked',
  pass: 'last pass',
};

/** How a quote is known, and how old it is. */
export const knownFrom = one =>
  h(
    'span',
    { class: 'dim' },
    SOURCES[one.quoteFrom] ?? 'database',
    one.quoteAt ? [', ', age(one.quoteAt), ' ago'] : null,
  );

export const side = name => h('span', { class: `side ${name}` }, String(name).toUpperCase());

export const leg = one =>
  h(
    'span',
    { class: 'leg' },
    side(one.side),
    ' ',
    h('code', {}, one.ticker),
    one.levels?.length
      ? h('span', { class: 'num dim' }, ' ', cents(one.levels[0].price), ' × ', contracts(one.quantity))
      : null,
  );

export const signal = name => words(name);

/** What an opportunity is about, without its signal, which is shown beside it. */
export const topic = one => {
  const title = one.title ?? '';
  const end = `: ${one.signal}`;
  return (title.endsWith(end) ? title.slice(0, -end.length) : title) || one.legs[0]?.ticker || signal(one.signal);
};

export const panel = (title, body, { id = null, wide = false, note = null, tools = null } = {}) =>
  h(
    'section',
    { key: id ?? title, class: `panel${wide ? ' wide' : ''}`, 'aria-label': title },
    h('header', {}, h('h2', {}, title), note ? h('span', { class: 'dim' }, note) : null, tools),
    body,
  );

export const facts = (...pairs) =>
  h(
    'dl',
    { class: 'facts' },
    pairs
      .filter(Boolean)
      .map(([name, value, title]) => h('div', { key: name, title }, h('dt', {}, name), h('dd', {}, value))),
  );

export const grade = (name, executable = true) =>
  h(
    'span',
    { class: `grade g${name}`, title: `Grade ${name}${executable ? '' : ', not to be acted on as it stands'}` },
    name,
  );

export const list = (items, kind = '') =>
  items?.length
    ? h(
        'ul',
        { class: `plain ${kind}` },
        items.map((item, index) => h('li', { key: index }, item)),
      )
    : null;

export function download(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
