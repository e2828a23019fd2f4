// How a mover looks: the shape says what it is, the tip where it goes, the colour its worst open warning.
import {TIERS} from './store.js';

export const TIER_COLOURS = {red: '#ff5d62', orange: '#ff9d3c', yellow: '#ffd94a', blue: '#5cb3ff'};
const VEHICLE_COLOUR = '#dfe8f5';
const VESSEL_COLOUR = '#7fe0c3';
const EDGE = '#0a1220';
const SIZE = 72;
const HEADING_STEP_DEGREES = 5;
const MOVING_ABOVE_KMH = 1;

const COACHES = new Set(['scheduled-coach', 'tour-coach', 'charter-coach', 'bus', 'school-bus']);
const TRUCKS = new Set(['heavy-truck']);
const BIG_SHIPS = new Set(['cargo', 'tanker', 'passenger', 'sand-carrier', 'river-ship', 'floating-crane']);

/** Outlines in a box of -10 to 10, tip up. */
const SHAPES = {
  coach: [[0, -10], [5, -5], [5, 9], [-5, 9], [-5, -5]],
  truck: [[0, -10], [4, -6], [4, -3], [6, -3], [6, 9], [-6, 9], [-6, -3], [-4, -3], [-4, -6]],
  hazmat: [[0, -11], [7, 0], [0, 10], [-7, 0]],
  vehicle: [[0, -10], [7, 8], [0, 4], [-7, 8]],
  fishing: [[0, -11], [4, -3], [4, 5], [2, 9], [-2, 9], [-4, 5], [-4, -3]],
  ship: [[0, -12], [5, -5], [5, 10], [-5, 10], [-5, -5]],
  vessel: [[0, -11], [6, 9], [-6, 9]],
};
const images = new Map();
const styles = new Map();

/** The shape of a mover: a key of SHAPES. */
export function shapeOf(mover) {
  const vessel = mover.mover.startsWith('vessel:');
  const moverClass = mover.moverClass;
  if (vessel) return moverClass === 'fishing' ? 'fishing' : BIG_SHIPS.has(moverClass) ? 'ship' : 'vessel';
  if (moverClass === 'hazmat') return 'hazmat';
  return COACHES.has(moverClass) ? 'coach' : TRUCKS.has(moverClass) ? 'truck' : 'vehicle';
}

export function isMoving(mover) {
  return mover.speedKmh > MOVING_ABOVE_KMH && Number.isFinite(mover.course);
}

/** The style of a mover; equal looks share one. A small one is for a map that is full. */
export function moverStyle(mover, tier, stale, selected, small) {
  const moving = isMoving(mover);
  const heading = moving ? (Math.round(mover.course / HEADING_STEP_DEGREES) * HEADING_STEP_DEGREES) % 360 : 0;
  const shape = shapeOf(mover);
  const key = `${shape} ${tier} ${stale} ${selected} ${small} ${moving} ${heading}`;
  let style = styles.get(key);
  if (!style) {
    style = new ol.style.Style({
      image: new ol.style.Icon({
        img: symbolImage(shape, tier, stale, selected, moving),
        scale: small ? 0.34 : 0.5,
        rotation: (heading * Math.PI) / 180,
        rotateWithView: true,
        declutterMode: 'none',
      }),
      zIndex: (selected ? 10 : 0) + (tier ? TIERS.length - TIERS.indexOf(tier) : 0),
    });
    styles.set(key, style);
  }
  return style;
}

/** The picture of such a mover, tip up, for map and legend. */
export function symbolImage(shape, tier, stale, selected, moving) {
  const key = `${shape} ${tier} ${stale} ${selected} ${moving}`;
  let image = images.get(key);
  if (!image) {
    image = draw(shape, tier, stale, selected, moving);
    images.set(key, image);
  }
  return image;
}

function draw(shape, tier, stale, selected, moving) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIZE;
  const pen = canvas.getContext('2d');
  const sea = shape === 'fishing' || shape === 'ship' || shape === 'vessel';
  const colour = tier ? TIER_COLOURS[tier] : sea ? VESSEL_COLOUR : VEHICLE_COLOUR;
  pen.translate(SIZE / 2, SIZE / 2);
  if (tier || selected) halo(pen, selected ? '#ffffff' : colour, selected);
  const scale = tier || selected ? 2.1 : 1.85;
  pen.scale(scale, scale);
  pen.beginPath();
  if (moving) SHAPES[shape].forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  else if (sea) pen.arc(0, 0, 5.5, 0, 2 * Math.PI);
  else pen.rect(-5, -5, 10, 10);
  pen.closePath();
  pen.lineJoin = 'round';
  pen.lineWidth = stale ? 2 : 1.6;
  pen.globalAlpha = stale ? 0.75 : 1;
  if (stale) {
    pen.strokeStyle = colour;
  } else {
    pen.fillStyle = colour;
    pen.fill();
    pen.strokeStyle = EDGE;
  }
  pen.stroke();
  return canvas;
}

function halo(pen, colour, selected) {
  pen.beginPath();
  pen.arc(0, 0, SIZE / 2 - 3, 0, 2 * Math.PI);
  pen.strokeStyle = colour;
  pen.lineWidth = selected ? 4 : 3;
  pen.globalAlpha = selected ? 1 : 0.55;
  pen.stroke();
  pen.globalAlpha = selected ? 0.16 : 0.14;
  pen.fillStyle = colour;
  pen.fill();
  pen.globalAlpha = 1;
}
