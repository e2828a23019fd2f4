// Elements are built here and nowhere else, always from text: a plate or a ship's name is never read as markup.

/** An element with a class, attributes and children; a child that is not a node becomes text. */
export function element(tag, className, attributes = {}, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'onclick') node.addEventListener('click', value);
    else if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const TIER_SHAPES = {red: '▲', orange: '◆', yellow: '●', blue: '■'};

/** The shape that says the tier to those who do not see its colour. */
export function tierShape(tier) {
  return TIER_SHAPES[tier] ?? '';
}
