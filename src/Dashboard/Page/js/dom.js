// Views are plain functions that return trees made by h(); render() changes only what differs in the document, so
// focus, scroll and selection stay. Text becomes text nodes and attributes go through setAttribute: nothing is ever
// parsed as markup.

const SVG = 'http://www.w3.org/2000/svg';
const LINKS = /^(#|\/api\/v1\/)/;

/** A node of a view: children may be nested arrays, strings and numbers; null, undefined and false are left out. */
export function h(tag, attrs, ...children) {
  const flat = [];
  flatten(children, flat);
  return { tag, attrs: attrs ?? {}, key: attrs?.key, children: flat };
}

function flatten(from, into) {
  for (const child of from) {
    if (Array.isArray(child)) flatten(child, into);
    else if (child !== null && child !== undefined && child !== false && child !== true) {
      into.push(typeof child === 'object' ? child : String(child));
    }
  }
}

/** Makes the children of an element those of the view. */
export function render(element, ...views) {
  const flat = [];
  flatten(views, flat);
  patchChildren(element, flat, element.namespaceURI === SVG);
}

function create(view, svg) {
  if (typeof view === 'string') return document.createTextNode(view);
  const inSvg = svg || view.tag === 'svg';
  const element = inSvg ? document.createElementNS(SVG, view.tag) : document.createElement(view.tag);
  element.viewTag = view.tag;
  element.viewKey = view.key;
  element.viewAttrs = {};
  patch(element, view, inSvg);
  return element;
}

function patch(element, view, svg) {
  const before = element.viewAttrs;
  patchChildren(element, view.children, svg);
  for (const name in before) if (!(name in view.attrs)) set(element, name, null);
  for (const name in view.attrs) {
    const value = view.attrs[name];
    if (before[name] !== value || name === 'value' || name === 'checked') set(element, name, value);
  }
  element.viewAttrs = view.attrs;
}

function set(element, name, value) {
  if (name === 'key') return;
  if (name.startsWith('on')) element[name] = value ?? null;
  else if (name === 'value' || name === 'checked' || name === 'indeterminate') {
    if (value !== null && element[name] !== value) element[name] = value;
  } else if (name === 'css') {
    for (const property in value ?? {}) element.style.setProperty(property, value[property]);
  } else if (name === 'ref') value?.(element);
  else if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else if (name === 'href' && !LINKS.test(value)) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : String(value));
}

function patchChildren(parent, views, svg) {
  const keyed = new Map();
  const wanted = new Set(views.map(view => view.key));
  for (const node of [...parent.childNodes]) {
    if (node.viewKey === undefined) continue;
    if (wanted.has(node.viewKey)) keyed.set(node.viewKey, node);
    else parent.removeChild(node);
  }

  let at = parent.firstChild;
  for (const view of views) {
    const key = typeof view === 'string' ? undefined : view.key;
    let node = key === undefined ? (fits(at, view) ? at : null) : keyed.get(key);
    if (node && !fits(node, view)) node = null;
    if (!node) {
      parent.insertBefore(create(view, svg), at);
      continue;
    }

    if (node === at) at = at.nextSibling;
    else parent.insertBefore(node, at);
    if (typeof view === 'string') {
      if (node.nodeValue !== view) node.nodeValue = view;
    } else patch(node, view, svg || view.tag === 'svg');
  }

  while (at) {
    const next = at.nextSibling;
    parent.removeChild(at);
    at = next;
  }
}

function fits(node, view) {
  if (!node) return false;
  if (typeof view === 'string') return node.nodeType === Node.TEXT_NODE;
  return node.viewTag === view.tag && node.viewKey === view.key;
}
