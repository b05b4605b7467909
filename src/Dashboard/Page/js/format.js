// Numbers as traders write them. Money arrives as exact decimal strings and is cut and grouped as text; Number is
// used only to sort and to draw. Unknown is a dash with a word for screen readers, never a zero.

import { h } from './dom.js';

export const number = text => (text === null || text === undefined || text === '' ? NaN : Number(text));

const MINUS = '\u2212';

const hidden = { 'aria-hidden': 'true' };

export const unknown = () =>
  h('span', { class: 'unknown' }, h('span', hidden, '–'), h('span', { class: 'heard' }, 'unknown'));

function split(text) {
  const negative = text.startsWith('-');
  const [whole, part = ''] = (negative ? text.slice(1) : text).split('.');
  return { negative, whole, part };
}

/** Rounds the text of a decimal half away from zero, by its digits. */
export function round(text, digits) {
  const { negative, whole, part } = split(String(text));
  const kept = part.slice(0, digits).padEnd(digits, '0');
  let all = BigInt(whole + kept);
  if (part.length > digits && part[digits] >= '5') all += 1n;
  const written = all.toString().padStart(digits + 1, '0');
  const cut = digits === 0 ? written : `${written.slice(0, -digits)}.${written.slice(-digits)}`;
  return negative && all !== 0n ? `-${cut}` : cut;
}

function grouped(text) {
  const { negative, whole, part } = split(text);
  return { negative, text: whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part ? `.${part}` : '') };
}

/** $1,234.50; with `sign`, gains carry a plus. */
export function dollars(text, { sign = false, digits = 2 } = {}) {
  if (text === null || text === undefined) return unknown();
  const g = grouped(round(text, digits));
  const zero = /^[0.,]*$/.test(g.text);
  return `${g.negative ? MINUS : sign && !zero ? '+' : ''}$${g.text}`;
}

/** Gains and losses: sign and colour, so that neither stands alone. */
export function gain(text, digits = 2) {
  if (text === null || text === undefined) return unknown();
  const value = number(text);
  return h('span', { class: value > 0 ? 'up' : value < 0 ? 'down' : 'even' }, dollars(text, { sign: true, digits }));
}

/** 42.0¢ from "0.4200", by moving the point in the text. */
export function cents(text, { sign = false } = {}) {
  if (text === null || text === undefined) return unknown();
  const { negative, whole, part } = split(String(text));
  const padded = part.padEnd(2, '0');
  const moved = `${negative ? '-' : ''}${BigInt(whole + padded.slice(0, 2))}.${padded.slice(2) || '0'}`;
  const g = grouped(round(moved, 1));
  return `${g.negative ? MINUS : sign ? '+' : ''}${g.text}¢`;
}

/** Contracts: whole when they are whole. */
export function contracts(text) {
  if (text === null || text === undefined) return unknown();
  const g = grouped(String(text).replace(/\.0+$/, ''));
  return (g.negative ? MINUS : '') + g.text;
}

export const count = value => (value === null || value === undefined ? unknown() : value.toLocaleString('en-US'));

export function share(text, digits = 1) {
  const value = number(text);
  return Number.isNaN(value) ? unknown() : `${(value * 100).toFixed(digits)}%`.replace('-', MINUS);
}

/** An annual return is told in percent up to tenfold, and as a multiple beyond, where percents mislead. */
export function apr(text) {
  const value = number(text);
  if (Number.isNaN(value)) return unknown();
  return value >= 10 ? `${value.toFixed(1)}×` : share(text, value >= 1 ? 0 : 1);
}

export function clock(time) {
  if (!time) return unknown();
  return h('time', { datetime: time, title: time }, new Date(time).toLocaleTimeString('en-GB'));
}

export function moment(time) {
  if (!time) return unknown();
  const at = new Date(time);
  const day = at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
  return h('time', { datetime: time, title: time }, `${day}, ${at.toLocaleTimeString('en-GB')}`);
}

export function age(time) {
  if (!time) return unknown();
  const seconds = Math.max(0, Math.round((Date.now() - new Date(time)) / 1000));
  return h('time', { datetime: time, title: time }, span(seconds));
}

export function span(seconds) {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172800) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86400)} d`;
}

export const words = text => String(text).toLowerCase().replaceAll('_', ' ');

const MICRO = 6;

function micros(text) {
  const { negative, whole, part } = split(String(text));
  const all = BigInt(whole + part.slice(0, MICRO).padEnd(MICRO, '0'));
  return negative ? -all : all;
}

/** Exact sums and differences of decimal texts of up to six places; unknown if any of them is. */
export function minus(from, ...less) {
  if ([from, ...less].some(text => text === null || text === undefined)) return null;
  const all = less.reduce((sum, text) => sum - micros(text), micros(from));
  const written = (all < 0n ? -all : all).toString().padStart(MICRO + 1, '0');
  return `${all < 0n ? '-' : ''}${written.slice(0, -MICRO)}.${written.slice(-MICRO)}`;
}

export const plus = (...all) =>
  minus('0', ...all.map(text => (text === null || text === undefined ? null : negated(String(text)))));

const negated = text => (text.startsWith('-') ? text.slice(1) : `-${text}`);
