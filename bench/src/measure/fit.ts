export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The straight line nearest to the points, by least squares: y = intercept + slope × x. */
export function fitLine(points: readonly Point[]): { intercept: number; slope: number } {
  const count = points.length;
  if (new Set(points.map(({ x }) => x)).size < 2) throw new RangeError('a line needs points at two x');
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / count;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / count;
  const covariance = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  const variance = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const slope = covariance / variance;
  return { intercept: meanY - slope * meanX, slope };
}
