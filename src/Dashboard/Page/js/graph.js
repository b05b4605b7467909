// A cluster as a graph: markets are points, and each relation ties its own. Placed by springs from a circle, without
// chance, so the same cluster always looks the same.

import { h } from './dom.js';
import { sized } from './chart.js';
import { eventOf } from './parts.js';

const MOST = 40;
const ROUNDS = 160;

/** The relations that share markets with the first, near ones first, while the markets can still be told apart. */
export function cluster(first, all) {
  const tickers = new Set(first.tickers.slice(0, MOST));
  const members = [first];
  let grew = true;
  while (grew && tickers.size < MOST) {
    grew = false;
    for (const one of all) {
      if (members.some(member => member.id === one.id) || !one.tickers.some(ticker => tickers.has(ticker))) continue;
      if (tickers.size + one.tickers.length > MOST) continue;
      members.push(one);
      one.tickers.forEach(ticker => tickers.add(ticker));
      grew = true;
    }
  }

  return { tickers: [...tickers], members };
}

/** Pairs to draw: ladders as chains, everything else as a star around its first market when it is large. */
function ties(relation) {
  const { tickers, type } = relation;
  if (tickers.length <= 4 && !/Threshold|Subset/.test(type))
    return tickers.flatMap((a, i) => tickers.slice(i + 1).map(b => [a, b]));
  if (/Threshold|Subset|Line/.test(type)) return tickers.slice(1).map((ticker, index) => [tickers[index], ticker]);
  return tickers.map((ticker, index) => [ticker, tickers[(index + 1) % tickers.length]]);
}

export function graph(first, all) {
  const { tickers, members } = cluster(first, all);
  const edges = members
    .flatMap(one => ties(one).map(([a, b]) => ({ a, b, own: one.id === first.id, type: one.type })))
    .filter(edge => tickers.includes(edge.a) && tickers.includes(edge.b));
  const said = `${tickers.length} markets bound by ${members.length} relations: ${members
    .slice(0, 6)
    .map(one => one.type)
    .join(', ')}`;
  return [
    sized('graph', width => draw(tickers, edges, new Set(first.tickers), width, said)),
    h(
      'p',
      { class: 'dim' },
      `${said}${members.length > 6 ? ' and more' : ''}. `,
      'Solid lines are this relation, dashed ones its neighbours. ',
      [...new Set(tickers.map(eventOf))].map(event => [h('code', { key: event }, event), ' ']),
    ),
  ];
}

function draw(tickers, edges, own, width, said) {
  const height = Math.max(200, Math.min(380, tickers.length * 16 + 140));
  const at = place(tickers, edges, width, height);
  const name = names(tickers);
  return h(
    'svg',
    { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': said, class: 'graph' },
    edges.map((edge, index) =>
      h('line', {
        key: `e${index}`,
        class: edge.own ? 'tie own' : 'tie',
        x1: at.get(edge.a).x,
        y1: at.get(edge.a).y,
        x2: at.get(edge.b).x,
        y2: at.get(edge.b).y,
      }),
    ),
    tickers.map(ticker => {
      const { x, y } = at.get(ticker);
      const right = x > width / 2;
      return h(
        'g',
        { key: ticker },
        h('title', {}, ticker),
        h('circle', { class: own.has(ticker) ? 'node own' : 'node', cx: x, cy: y, r: 5 }),
        h(
          'text',
          { class: 'node-name', x: x + (right ? 9 : -9), y: y + 4, 'text-anchor': right ? 'start' : 'end' },
          name(ticker),
        ),
      );
    }),
  );
}

/** An event that several of the markets share is said once, below; each then bears only what is its own. */
function names(tickers) {
  const events = Map.groupBy(tickers, eventOf);
  return ticker => {
    const event = eventOf(ticker);
    return events.get(event).length > 1 ? ticker.slice(event.length + 1) || ticker : ticker;
  };
}

function place(tickers, edges, width, height) {
  const at = new Map(
    tickers.map((ticker, index) => {
      const angle = (index / tickers.length) * 2 * Math.PI - Math.PI / 2;
      return [ticker, { x: 0.5 + 0.4 * Math.cos(angle), y: 0.5 + 0.4 * Math.sin(angle) }];
    }),
  );
  const ideal = 0.9 / Math.sqrt(tickers.length + 1);
  for (let round = 0; round < ROUNDS; round++) {
    const heat = 0.06 * (1 - round / ROUNDS);
    const push = new Map(tickers.map(ticker => [ticker, { x: 0, y: 0 }]));
    for (const [index, a] of tickers.entries()) {
      for (const b of tickers.slice(index + 1)) force(at, push, a, b, distance => (ideal * ideal) / distance);
    }

    for (const { a, b } of edges) force(at, push, a, b, distance => (-distance * distance) / ideal);
    for (const [ticker, by] of push) {
      const size = Math.hypot(by.x, by.y) || 1;
      const point = at.get(ticker);
      point.x = Math.min(1, Math.max(0, point.x + (by.x / size) * Math.min(size, heat)));
      point.y = Math.min(1, Math.max(0, point.y + (by.y / size) * Math.min(size, heat)));
    }
  }

  const margin = Math.min(150, width * 0.3);
  return new Map(
    [...at].map(([ticker, { x, y }]) => [ticker, { x: margin + x * (width - 2 * margin), y: 18 + y * (height - 36) }]),
  );
}

function force(at, push, a, b, strength) {
  const dx = at.get(a).x - at.get(b).x;
  const dy = at.get(a).y - at.get(b).y;
  const distance = Math.max(0.001, Math.hypot(dx, dy));
  const by = strength(distance) / distance;
  push.get(a).x += dx * by;
  push.get(a).y += dy * by;
  push.get(b).x -= dx * by;
  push.get(b).y -= dy * by;
}
