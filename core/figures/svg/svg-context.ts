// A drawing context that writes SVG: lines stay lines and text stays text, whatever fonts and libraries the machine has.
import { escapeHtml } from '../../words/html.ts';
import { apply, IDENTITY, multiply, SvgPath, short, sweepOf } from './svg-path.ts';
import { textWidth } from './text-width.ts';

/** Distance from the line that canvas aligns to down to the baseline, in em; close enough for any Latin sans-serif. */
const BASELINE_EM: Readonly<Record<string, number>> = {
  top: 0.78,
  hanging: 0.74,
  middle: 0.35,
  bottom: -0.21,
};
const ANCHORS: Readonly<Record<string, string>> = { center: 'middle', right: 'end', end: 'end' };

const INITIAL = {
  matrix: IDENTITY,
  fillStyle: '#000000',
  strokeStyle: '#000000',
  lineWidth: 1,
  lineCap: 'butt',
  lineJoin: 'miter',
  lineDashOffset: 0,
  font: '10px sans-serif',
  textAlign: 'start',
  textBaseline: 'alphabetic',
  globalAlpha: 1,
  dash: [] as readonly number[],
  /** Name of the clip path in force; null for the whole paper. */
  clipped: null as string | null,
};
type State = typeof INITIAL;

/**
 * The part of CanvasRenderingContext2D that Chart.js and its box plots draw with. Colours must be CSS strings; pictures,
 * gradients, shadows and outlined text are not supported.
 */
export interface SvgContext extends State {
  readonly canvas: { width: number; height: number; getContext: () => SvgContext };
  /** The drawing as the content of an `svg` element. */
  content(): string;
}

/** `id` must be unique in the document that holds the figure: clip paths are named after it. */
export function svgContext(width: number, height: number, id: string): SvgContext {
  const shapes: string[] = [];
  const clips: string[] = [];
  const saved: State[] = [];
  const path = new SvgPath();

  const draw = (data: string, attributes: string): void => {
    if (data === '') return;
    const clip = context.clipped === null ? '' : ` clip-path="url(#${context.clipped})"`;
    shapes.push(`<path d="${data}" ${attributes}${clip}/>`);
  };
  const paint = (what: 'fill' | 'stroke', style: string): string => {
    const opacity = context.globalAlpha < 1 ? ` ${what}-opacity="${short(context.globalAlpha)}"` : '';
    return `${what}="${escapeHtml(style)}"${opacity}`;
  };
  const strokePaint = (): string => {
    const { lineWidth, lineCap, lineJoin, dash, lineDashOffset } = context;
    return [
      `fill="none" ${paint('stroke', context.strokeStyle)} stroke-width="${short(lineWidth)}"`,
      lineCap === 'butt' ? '' : ` stroke-linecap="${lineCap}"`,
      lineJoin === 'miter' ? '' : ` stroke-linejoin="${lineJoin}"`,
      dash.length === 0 ? '' : ` stroke-dasharray="${dash.map(short).join(' ')}"`,
      dash.length === 0 || lineDashOffset === 0 ? '' : ` stroke-dashoffset="${short(lineDashOffset)}"`,
    ].join('');
  };
  const rectPath = (x: number, y: number, w: number, h: number): string => {
    const rect = new SvgPath();
    rect.rect(context.matrix, x, y, w, h);
    return rect.data;
  };

  const methods = {
    canvas: { width, height, getContext: () => context },
    content: () =>
      `${clips.length > 0 ? `<defs>${clips.map(clipElement).join('')}</defs>` : ''}${shapes.join('')}`,

    save: () => void saved.push(stateOf(context)),
    restore: () => void Object.assign(context, saved.pop()),
    translate: (x: number, y: number) => turnBy([1, 0, 0, 1, x, y]),
    scale: (x: number, y: number) => turnBy([x, 0, 0, y, 0, 0]),
    rotate: (angle: number) => {
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      turnBy([cos, sin, -sin, cos, 0, 0]);
    },
    setTransform: (...matrix: [number, number, number, number, number, number]) => {
      context.matrix = matrix;
    },
    resetTransform: () => {
      context.matrix = IDENTITY;
    },
    setLineDash: (dash: readonly number[]) => {
      context.dash = [...dash];
    },
    getLineDash: () => [...context.dash],

    beginPath: () => path.begin(),
    closePath: () => path.close(),
    moveTo: (x: number, y: number) => path.move(context.matrix, x, y),
    lineTo: (x: number, y: number) => path.line(context.matrix, x, y),
    rect: (x: number, y: number, w: number, h: number) => path.rect(context.matrix, x, y, w, h),
    bezierCurveTo: (...points: number[]) => path.curve(context.matrix, ...points),
    quadraticCurveTo: (...points: number[]) => path.curve(context.matrix, ...points),
    arc: (x: number, y: number, radius: number, from: number, to: number, backwards = false) =>
      methods.ellipse(x, y, radius, radius, 0, from, to, backwards),
    ellipse(
      x: number,
      y: number,
      rx: number,
      ry: number,
      turn: number,
      from: number,
      to: number,
      backwards = false,
    ) {
      path.ellipse(context.matrix, { x, y, rx, ry, turn, from, sweep: sweepOf(from, to, backwards) });
    },

    fill: () => draw(path.data, paint('fill', context.fillStyle)),
    stroke: () => draw(path.data, strokePaint()),
    fillRect: (x: number, y: number, w: number, h: number) =>
      draw(rectPath(x, y, w, h), paint('fill', context.fillStyle)),
    strokeRect: (x: number, y: number, w: number, h: number) => draw(rectPath(x, y, w, h), strokePaint()),
    /** Nothing to clear: the paper is blank and nothing is drawn twice. */
    clearRect: () => {},
    clip: () => {
      const known = clips.indexOf(path.data);
      context.clipped = `${id}-clip-${known >= 0 ? known : clips.push(path.data) - 1}`;
    },

    measureText: (text: string) => {
      const { size } = fontOf(context.font);
      return {
        width: textWidth(text, size),
        actualBoundingBoxAscent: 0.72 * size,
        actualBoundingBoxDescent: 0.21 * size,
      };
    },
    fillText: (text: string, x: number, y: number) => {
      const { size, weight } = fontOf(context.font);
      const [a, b, c, d] = context.matrix;
      const at = apply(context.matrix, x, y + (BASELINE_EM[context.textBaseline] ?? 0) * size).map(short);
      const place =
        a === 1 && b === 0 && c === 0 && d === 1
          ? `x="${at[0]}" y="${at[1]}"`
          : `transform="matrix(${[a, b, c, d].map(short).join(' ')} ${at.join(' ')})"`;
      const anchor = ANCHORS[context.textAlign] ?? 'start';
      shapes.push(
        `<text ${place} font-size="${short(size)}"${weight} text-anchor="${anchor}" ${paint('fill', context.fillStyle)}>${escapeHtml(text)}</text>`,
      );
    },
    /** Outlined text: no figure uses it. */
    strokeText: () => {},
  };
  const context: SvgContext & typeof methods = { ...INITIAL, ...methods };
  const turnBy = (by: State['matrix']): void => {
    context.matrix = multiply(context.matrix, by);
  };
  const clipElement = (data: string, index: number): string =>
    `<clipPath id="${id}-clip-${index}"><path d="${data}"/></clipPath>`;
  return context;
}

const STATE_NAMES = Object.keys(INITIAL) as (keyof State)[];
const stateOf = (context: State): State =>
  Object.fromEntries(STATE_NAMES.map((name) => [name, context[name]])) as State;

/** Size and weight of a CSS font: `bold 12px Inter`. */
function fontOf(font: string): { size: number; weight: string } {
  const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? 10);
  return { size, weight: /\b(bold|[6-9]00)\b/.test(font) ? ' font-weight="bold"' : '' };
}
