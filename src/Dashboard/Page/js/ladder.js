// What the prices of one event imply together. A ladder's YES can only get cheaper from strike to strike; the shares
// of a partition add up to one dollar. Where bids and asks leave no such prices, the ladder breaks, and the place is
// marked.

import { number } from './format.js';

const known = value => !Number.isNaN(value);

/** Markets by strike, each with what it quotes and what all the others allow it: at least `low`, at most `high`. */
export function ladder(markets) {
  const rungs = markets
    .map(rung)
    .filter(one => known(one.strike))
    .sort((a, b) => a.strike - b.strike || a.up - b.up);
  const above = rungs.filter(one => one.up > 0);
  const below = rungs.filter(one => one.up < 0);
  squeeze(above);
  squeeze([...below].reverse());
  return rungs;
}

function rung(market) {
  const less = /less/.test(market.strikeType ?? '');
  const strike = number(less ? (market.cap ?? market.floor) : (market.floor ?? market.cap));
  return {
    market,
    strike,
    up: less ? -1 : 1,
    bid: number(market.yesBid),
    ask: number(market.yesAsk),
    low: 0,
    high: 1,
    broken: false,
  };
}

/** Along rungs whose YES gets cheaper: a bid lifts all before it, an ask caps all behind it. */
function squeeze(rungs) {
  let low = 0;
  for (let at = rungs.length - 1; at >= 0; at--) {
    if (rungs[at].bid > 0) low = Math.max(low, rungs[at].bid);
    rungs[at].low = low;
  }

  let high = 1;
  for (const one of rungs) {
    if (one.ask > 0) high = Math.min(high, one.ask);
    one.high = high;
    one.broken = one.low > one.high + 1e-9;
  }
}

/** Between neighbouring strikes: the share that their bids and asks leave for the cell between them. */
export function cells(rungs) {
  const above = rungs.filter(one => one.up > 0);
  if (above.length < 2) return [];
  return [null, ...above].map((from, index) => {
    const to = above[index] ?? null;
    const low = Math.max(0, (from ? from.low : 1) - (to ? to.high : 0));
    const high = Math.min(1, (from ? from.high : 1) - (to ? to.low : 0));
    const name = from && to ? `${from.strike} to ${to.strike}` : to ? `up to ${to.strike}` : `beyond ${from.strike}`;
    return { name, low, high, broken: high < -1e-9 || Boolean(from?.broken || to?.broken) };
  });
}

/** A partition's shares: what the other asks and bids leave for each, and what all add up to. */
export function partition(markets) {
  const parts = markets.map(market => ({ market, bid: number(market.yesBid), ask: number(market.yesAsk) }));
  const quoted = parts.every(one => one.ask > 0);
  const asks = parts.reduce((sum, one) => sum + (one.ask > 0 ? one.ask : 1), 0);
  const bids = parts.reduce((sum, one) => sum + (one.bid > 0 ? one.bid : 0), 0);
  for (const one of parts) {
    one.low = Math.max(one.bid > 0 ? one.bid : 0, 1 - (asks - (one.ask > 0 ? one.ask : 1)), 0);
    one.high = Math.min(one.ask > 0 ? one.ask : 1, 1 - (bids - (one.bid > 0 ? one.bid : 0)));
    one.broken = one.low > one.high + 1e-9;
  }

  return { parts, asks: quoted ? asks : null, bids };
}
