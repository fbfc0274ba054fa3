// The path under construction, in the coordinates of the paper.

export type Matrix = readonly [number, number, number, number, number, number];
export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** At most 2 decimals: a hundredth of a pixel is finer than any printer. */
export const short = (value: number): string => String(Math.round(value * 100) / 100 || 0);

/** `by` applied before `matrix`, as canvas transformations accumulate. */
export function multiply([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

export const apply = ([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
];

export class SvgPath {
  #parts: string[] = [];

  /** The `d` attribute; empty when there is nothing to draw. */
  get data(): string {
    return this.#parts.join('');
  }
  begin(): void {
    this.#parts = [];
  }
  close(): void {
    if (this.#parts.length > 0) this.#parts.push('Z');
  }
  move(matrix: Matrix, x: number, y: number): void {
    this.#add('M', matrix, [x, y]);
  }
  line(matrix: Matrix, x: number, y: number): void {
    this.#add(this.#parts.length > 0 ? 'L' : 'M', matrix, [x, y]);
  }
  curve(matrix: Matrix, ...points: number[]): void {
    this.#add(points.length === 4 ? 'Q' : 'C', matrix, points);
  }
  rect(matrix: Matrix, x: number, y: number, width: number, height: number): void {
    this.move(matrix, x, y);
    this.line(matrix, x + width, y);
    this.line(matrix, x + width, y + height);
    this.line(matrix, x, y + height);
    this.close();
  }

  /** In cubic curves of at most a quarter turn, which stay correct under any transformation (error below 3e-4 radii). */
  ellipse(
    matrix: Matrix,
    arc: { x: number; y: number; rx: number; ry: number; turn: number; from: number; sweep: number },
  ): void {
    const { x, y, rx, ry, turn, from, sweep } = arc;
    const pieces = Math.max(1, Math.ceil(Math.abs(sweep) / (Math.PI / 2) - 1e-9));
    const step = sweep / pieces;
    const handle = (4 / 3) * Math.tan(step / 4);
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const at = (u: number, v: number): [number, number] => [
      x + rx * u * cos - ry * v * sin,
      y + rx * u * sin + ry * v * cos,
    ];
    this.line(matrix, ...at(Math.cos(from), Math.sin(from)));
    for (let piece = 0; piece < pieces; piece++) {
      const [a, b] = [from + piece * step, from + (piece + 1) * step];
      this.curve(
        matrix,
        ...at(Math.cos(a) - handle * Math.sin(a), Math.sin(a) + handle * Math.cos(a)),
        ...at(Math.cos(b) + handle * Math.sin(b), Math.sin(b) - handle * Math.cos(b)),
        ...at(Math.cos(b), Math.sin(b)),
      );
    }
  }

  #add(command: string, matrix: Matrix, points: readonly number[]): void {
    const shown: string[] = [];
    for (let index = 0; index + 1 < points.length; index += 2) {
      const [x, y] = apply(matrix, points[index] ?? 0, points[index + 1] ?? 0);
      // A point without finite coordinates cannot be drawn: canvas ignores it too.
      if (!Number.isFinite(x) || !Number.isFinite(y)) return;
      shown.push(`${short(x)} ${short(y)}`);
    }
    this.#parts.push(command, shown.join(' '));
  }
}

/** The angle that canvas' `arc` sweeps from `from` to `to`: a whole turn at most, in the given direction. */
export function sweepOf(from: number, to: number, backwards: boolean): number {
  const turn = 2 * Math.PI;
  const angle = backwards ? from - to : to - from;
  const sweep = angle >= turn ? turn : ((angle % turn) + turn) % turn;
  return backwards ? -sweep : sweep;
}
