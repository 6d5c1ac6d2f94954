/** Figures: one function each, from curves to grids of images; each shows itself as chart, picture and sentence. */
export { lines, type LinesOptions } from './lines.ts';
export { type Marker } from './lines-alt.ts';
export { type LineData, type LineSeries } from './series.ts';
export { trainingCurves, type Curves, type Runs, type TrainingCurvesOptions } from './training-curves.ts';
export { bars, type BarsOptions } from './bars.ts';
export { heatmap, type HeatmapOptions } from './heatmap.ts';
export { imageGrid, type ImageGridOptions } from './image-grid.ts';
export { type ImageColors } from './image-colors.ts';
export { type ImageLike, type ImagesLike, type ImageShape } from './pictures.ts';
export { decisionBoundary, type DecisionBoundaryOptions } from './decision-boundary.ts';
export { type PlaneBatch, type PlaneClassifier, type PlaneModel } from './classifier.ts';
export { type PlaneLabels, type PlanePoints } from './plane-points.ts';
export { type Range } from './scalar-field.ts';
export { modelGraph, type ModelGraphOptions } from './model-graph.ts';
export { computationGraph, type ComputationGraphOptions } from './computation-graph.ts';
export { type Chart, type ChartOptions, type Figure, type FigureOptions } from './figure.ts';
