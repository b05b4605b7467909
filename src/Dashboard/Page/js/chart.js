// Lines over time, drawn as SVG at the size there is. Numbers here are for pixels only.

import { h } from './dom.js';

const widths = new Map();
const LEFT = 64;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 24;

/** A box that knows its width: `draw` gets it in pixels, and is called again when it changes. */
export function sized(name, draw) {
  const width = widths.get(name) ?? Math.min(720, document.documentElement.clientWidth - 48);
  return h(
    'div',
    {
      class: 'chart',
      ref: element => {
        const found = Math.floor(element.clientWidth);
        if (found > 0 && found !== widths.get(name)) {
          widths.set(name, found);
          requestAnimationFrame(() => window.dispatchEvent(new Event('resize')));
        }
      },
    },
    draw(width),
  );
}

/** Round steps for an axis. */
export function ticks(low, high, wanted) {
  if (!(high > low)) return [low];
  const raw = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map(n => n * power).find(n => n >= raw);
  const all = [];
  for (let at = Math.ceil(low / step - 1e-9) * step; at <= high + step * 1e-9; at += step)
    all.push(Math.abs(at) < step * 1e-9 ? 0 : at);
  return all;
}

const digits = step => Math.max(0, Math.min(4, -Math.floor(Math.log10(Math.abs(step) || 1) + 1e-9)));

export function tickText(value, all, unit = '$') {
  const step = all.length > 1 ? all[1] - all[0] : 1;
  const text = Math.abs(value).toLocaleString('en-US', {
    minimumFractionDigits: digits(step),
    maximumFractionDigits: digits(step),
  });
  return `${value < 0 ? '−' : ''}${unit}${text}`;
}

/**
 * lines: {name, kind, points: [{at, value}]}, steps from one point to the next, because prices stand until they change.
 * band: {name, points: [{at, low, high}]}. `said` tells in words what the picture shows.
 */
export function timeChart({ name, said, lines, band = null, height = 220 }) {
  return sized(name, width => {
    const all = lines.flatMap(line => line.points);
    const values = [
      0,
      ...all.map(point => point.value),
      ...(band?.points.flatMap(point => [point.low, point.high]) ?? []),
    ];
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const [first, last] = [Math.min(...all.map(point => point.at)), Math.max(...all.map(point => point.at))];
    const x = at => LEFT + (last > first ? (at - first) / (last - first) : 0.5) * (width - LEFT - RIGHT);
    const y = value => TOP + (high > low ? (high - value) / (high - low) : 0.5) * (height - TOP - BOTTOM);
    const rungs = ticks(low, high, 4);
    const times = width < 480 ? [first, last] : [first, (first + last) / 2, last];
    return h(
      'svg',
      { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': said },
      rungs.map(value =>
        h(
          'g',
          { key: `y${value}` },
          h('line', { class: value === 0 ? 'zero' : 'rung', x1: LEFT, x2: width - RIGHT, y1: y(value), y2: y(value) }),
          h('text', { class: 'tick', x: LEFT - 8, y: y(value) + 4, 'text-anchor': 'end' }, tickText(value, rungs)),
        ),
      ),
      times.map((at, index) =>
        h(
          'text',
          {
            key: `x${index}`,
            class: 'tick',
            x: x(at),
            y: height - 6,
            'text-anchor': index === 0 ? 'start' : index === times.length - 1 ? 'end' : 'middle',
          },
          when(at, last - first),
        ),
      ),
      band ? h('path', { key: 'band', class: 'band', d: area(band.points, x, y) }) : null,
      lines.map(line => h('path', { key: line.name, class: `line ${line.kind}`, d: steps(line.points, x, y) })),
      lines.map(line => {
        const end = line.points.at(-1);
        return end
          ? h('circle', { key: `end ${line.name}`, class: `dot ${line.kind}`, cx: x(end.at), cy: y(end.value), r: 3.5 })
          : null;
      }),
    );
  });
}

export const legend = entries =>
  h(
    'ul',
    { class: 'legend' },
    entries.map(([kind, text]) =>
      h('li', { key: text }, h('span', { class: `swatch ${kind}`, 'aria-hidden': 'true' }), text),
    ),
  );

function when(at, range) {
  const date = new Date(at);
  return range > 2 * 86400e3
    ? date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
    : date.toLocaleTimeString('en-GB');
}

function steps(points, x, y) {
  return points
    .map((point, index) => (index === 0 ? `M${x(point.at)},${y(point.value)}` : `H${x(point.at)}V${y(point.value)}`))
    .join('');
}

function area(points, x, y) {
  if (points.length === 0) return '';
  const up = points
    .map((point, index) => (index === 0 ? `M${x(point.at)},${y(point.high)}` : `H${x(point.at)}V${y(point.high)}`))
    .join('');
  const back = [...points].reverse();
  return `${up}V${y(back[0].low)}${back
    .slice(1)
    .map((point, index) => `V${y(back[index + 1].low)}H${x(point.at)}`)
    .join('')}Z`;
}
