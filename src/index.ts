/** The whole public surface, in reading order. */

// Tensors
export { type AnyTensor, Tensor } from './tensor/tensor.ts';
export type { DType } from './tensor/dtype.ts';
export type { Shape } from './tensor/shape-types.ts';
export { eye, full, ones, range, tensor, zeros } from './tensor/create.ts';
export { type AnyParameter, Parameter, parameter } from './tensor/parameter.ts';
export { rng, type Rng, type RngState, seed } from './random/rng.ts';

// Operations: methods of tensors
import './ops/unary.ts';
import './ops/binary.ts';
import './ops/compare.ts';
import './ops/view.ts';
import './ops/move.ts';
export { concat, stack } from './ops/concat.ts';
import './ops/repeat.ts';
import './ops/gather.ts';
import './ops/indexing.ts';
export type { Index } from './ops/indexing.ts';
import './ops/reduce.ts';
import './ops/statistics.ts';
import './ops/cumsum.ts';
import './ops/matmul.ts';
export { einsum } from './ops/einsum.ts';
import './ops/unfold.ts';
import './ops/pool.ts';
import './ops/composed.ts';
import './ops/activations.ts';
export { primitives } from './ops/primitives.ts';

// Gradients
import './autodiff/backward.ts';
export { grad, valueAndGrad } from './autodiff/grad.ts';
export { hessian, jacobian, jvp } from './autodiff/jacobian.ts';
export { checkGradients } from './autodiff/check.ts';
export { withoutGradients } from './ops/apply.ts';

// Layers
export { activation, type Activation } from './layers/activations.ts';
export { dense, type DenseOptions } from './layers/dense.ts';
export { conv1d, type Conv1dOptions } from './layers/conv1d.ts';
export { conv2d, type Conv2dOptions } from './layers/conv2d.ts';
export { depthwiseConv2d, type DepthwiseConv2dOptions } from './layers/depthwise-conv2d.ts';
export { separableConv2d } from './layers/separable-conv2d.ts';
export { averagePool1d, maxPool1d, type Pool1dOptions } from './layers/pool1d.ts';
export type { Pool2dOptions } from './layers/pool2d.ts';
export { maxPool2d } from './layers/max-pool2d.ts';
export { averagePool2d } from './layers/average-pool2d.ts';
export { upSampling2d } from './layers/up-sampling2d.ts';
export { globalAveragePool1d } from './layers/global-average-pool1d.ts';
export { globalMaxPool2d } from './layers/global-max-pool2d.ts';
export { globalAveragePool2d } from './layers/global-average-pool2d.ts';
export { batchNormalization, type BatchNormalizationOptions } from './layers/batch-normalization.ts';
export { layerNormalization, type LayerNormalizationOptions } from './layers/layer-normalization.ts';
export { embedding } from './layers/embedding.ts';
export { positionalEmbedding, sinusoidalEncoding } from './layers/positions.ts';
export { simpleRnn } from './layers/simple-rnn.ts';
export { gru } from './layers/gru.ts';
export { lstm } from './layers/lstm.ts';
export { bidirectional } from './layers/bidirectional.ts';
export type { RecurrentOptions } from './layers/recurrent.ts';
export { add, concatenate, multiply } from './layers/merge.ts';
export { block } from './layers/block.ts';
export { residual, type ResidualOptions } from './layers/residual.ts';
export { multiHeadAttention, type MultiHeadAttentionOptions } from './layers/multi-head-attention.ts';
export { feedForward, type FeedForwardOptions } from './layers/feed-forward.ts';
export { transformerBlock, type TransformerBlockOptions } from './layers/transformer-block.ts';
export { squeezeExcite, type SqueezeExciteOptions } from './layers/squeeze-excite.ts';
export { dropout, spatialDropout2d } from './layers/dropout.ts';
export { gaussianNoise } from './layers/gaussian-noise.ts';
export { flatten } from './layers/flatten.ts';
export { reshape } from './layers/reshape.ts';
export { applyLayer, type Context, layer, type Layer, type LayerSource } from './layers/layer.ts';
export { fixed } from './layers/layer-parameters.ts';
export { field, layerKind, layerKinds } from './layers/layer-kind.ts';
export type { Field } from './config/field.ts';
export type { Initializer } from './initializers/initializer.ts';
export { initializer } from './initializers/initializers.ts';
export {
  constant,
  type NormalOptions,
  randomNormal,
  randomUniform,
  truncatedNormal,
} from './initializers/distributions.ts';

// Shapes of layers, by which the compiler names them
export type { ImageShape, SameShape, ShapeFunction } from './layers/layer-types.ts';
export type { DenseShape } from './layers/dense.ts';
export type { Convolution1dShape } from './layers/conv1d.ts';
export type { ConvolutionShape } from './layers/conv2d.ts';
export type { DepthwiseShape } from './layers/depthwise-conv2d.ts';
export type { Pool1dShape } from './layers/pool1d.ts';
export type { GlobalPoolShape, PoolShape } from './layers/pool2d.ts';
export type { UpSamplingShape } from './layers/up-sampling2d.ts';
export type { GlobalPool1dShape } from './layers/global-average-pool1d.ts';
export type { EmbeddingShape } from './layers/embedding.ts';
export type { RecurrentShape } from './layers/recurrent.ts';
export type { BidirectionalShape } from './layers/bidirectional.ts';
export type { SequenceShape } from './layers/sequence.ts';
export type { ConcatenateShape } from './layers/merge.ts';
export type { BlockShape } from './layers/block.ts';
export type { ResidualShape } from './layers/residual.ts';
export type { FlattenShape } from './layers/flatten.ts';
export type { ReshapeShape } from './layers/reshape.ts';
export type { MobileShape } from './architectures/mobile-block.ts';

// Losses and metrics
export type { LossFunction } from './losses/loss.ts';
export { huber, meanAbsoluteError, meanSquaredError } from './losses/differences.ts';
export { exponential, hinge } from './losses/margins.ts';
export {
  binaryCrossentropy,
  categoricalCrossentropy,
  type CrossentropyOptions,
  sparseCategoricalCrossentropy,
} from './losses/crossentropies.ts';
export { type ClassLossFunction, onClassNumbers } from './losses/loss.ts';
export { l1, l2, type Regularizer } from './losses/regularizers.ts';
export { accuracy, topKAccuracy } from './metrics/accuracy.ts';
export { confusionMatrix, f1, precision, recall } from './metrics/confusion.ts';
export { auc, type RocCurve, rocCurve } from './metrics/roc.ts';
export { averagePrecision, type PrecisionRecallCurve, precisionRecallCurve } from './metrics/precision-recall.ts';
export { calibrationCurve, type CalibrationCurve, type CalibrationOptions } from './metrics/calibration.ts';
export { rSquared } from './metrics/r-squared.ts';
export type { Metric } from './metrics/metric.ts';

// Optimisers
export { type Optimizer, optimizer, type UpdateInput, type UpdateRule } from './optimizers/optimizer.ts';
export type { OptimizerState } from './optimizers/optimizer-state.ts';
export type { Schedule } from './optimizers/schedule.ts';
export { sgd, type SgdOptions } from './optimizers/sgd.ts';
export { adagrad, type AdagradOptions } from './optimizers/adagrad.ts';
export { rmsprop, type RmspropOptions } from './optimizers/rmsprop.ts';
export { adam, type AdamOptions, adamW, type AdamWOptions } from './optimizers/adam.ts';
export { cosineDecay, exponentialDecay, stepDecay, warmup } from './optimizers/schedules.ts';

// Models and training
export { Model } from './models/model.ts';
export { sequential, type Sequential } from './models/sequential.ts';
export { functional, type Functional, type FunctionalMany } from './models/functional.ts';
export { type GraphNode, input } from './models/graph-node.ts';
export { compiledFromConfig, modelFromConfig, networkFromConfig } from './models/model-config.ts';
export type { CompiledModel } from './training/compiled-model.ts';
export type { Batches, Compiled } from './training/compiled.ts';
export type { CompiledMany } from './training/compiled-many.ts';
export type { EvaluateOptions, FitBatchesOptions, FitOptions, Labelled } from './training/fit-options.ts';
export type { ClassWeight } from './training/sample-weights.ts';
export type { History } from './training/fit.ts';
export type { Callback, Logs, Memory, Snapshot, Training } from './callbacks/callback.ts';
export { stopAt, type StopAtOptions } from './callbacks/stop-at.ts';
export { earlyStopping, type EarlyStoppingOptions } from './callbacks/early-stopping.ts';
export { reduceOnPlateau, type ReduceOnPlateauOptions } from './callbacks/reduce-on-plateau.ts';
export { checkpoint, type CheckpointOptions } from './callbacks/checkpoint.ts';
export { csvLogger } from './callbacks/csv-logger.ts';
export { livePlot, type LivePlotOptions } from './callbacks/live-plot.ts';
export { interrupted } from './training/breathe.ts';

// Architectures
export { leNet } from './architectures/le-net.ts';
export { resNet, type ResNetOptions } from './architectures/res-net.ts';
export { mobileBlock, type MobileBlockOptions } from './architectures/mobile-block.ts';
export {
  type CompoundScale,
  compoundScaling,
  efficientNet,
  type EfficientNetOptions,
  type MobileStage,
} from './architectures/efficient-net.ts';
export { characterLstm, characterRnn, type CharacterRnnOptions } from './architectures/character-rnn.ts';
export { transformerClassifier } from './architectures/transformer-classifier.ts';
export { gpt, type GptOptions } from './architectures/gpt.ts';
export { generate, type GenerateOptions } from './architectures/generate.ts';
export type { SampleOptions } from './architectures/sample.ts';

// Search
export { choice, type Distribution, logUniform, uniform, wholeNumbers } from './search/distributions.ts';
export type { SettingsOf, Space } from './search/space.ts';
export type { Search, SearchOptions, Trial, TrialContext } from './search/search.ts';
export { gridSearch, type GridSearchOptions } from './search/grid-search.ts';
export { randomSearch, type RandomSearchOptions } from './search/random-search.ts';
export { successiveHalving, type SuccessiveHalvingOptions } from './search/successive-halving.ts';
export { learningRateRange, type LearningRateRangeOptions } from './search/learning-rate-range.ts';
export type { LearningRateRange } from './search/rate-curve.ts';

// Data
export { batches, type BatchOptions } from './data/batches.ts';
export { prefetch } from './data/prefetch.ts';
export { split, type SplitOptions } from './data/split.ts';
export { minMaxScaler, type Scaler, standardScaler } from './data/scalers.ts';
export { type Characters, characters } from './data/characters.ts';
export { augment, type AugmentOptions } from './data/augment.ts';
export { warpImages, type WarpOptions } from './data/warp-images.ts';
export { type Digits, mnist } from './data/mnist.ts';
export { type Clothes, fashionMnist } from './data/fashion-mnist.ts';
export { type Flowers, iris } from './data/iris.ts';
export {
  type BlobOptions,
  blobs,
  type CircleOptions,
  circles,
  moons,
  type SpiralOptions,
  spirals,
  xor,
} from './data/toy-sets.ts';
export type { ToyOptions, ToySet } from './data/toy-points.ts';
export type { Seed } from './data/seed.ts';
export type { ImageData } from './data/images.ts';
export type { LoadOptions } from './data/load.ts';
export { type CsvOptions, readCsv } from './data/csv.ts';
export { writeCsv } from './data/write-csv.ts';
export type { Column, CsvTable } from './data/csv-table.ts';
export { gunzip, readIdx, writeIdx } from './data/idx.ts';

// Files
export { readSafetensors, type Safetensors, writeSafetensors } from './formats/safetensors.ts';
export { type HasWeights, loadWeights, saveWeights } from './formats/weights.ts';
export { type OnnxOptions, toOnnx } from './formats/onnx/to-onnx.ts';
export { fromKeras, loadKerasWeights, networkFromKeras } from './formats/keras/from-keras.ts';
export { type TfjsFiles, toTfjs } from './formats/tfjs/to-tfjs.ts';

// Seeing
export type { Json, JsonObject } from './json.ts';
export * from './display/index.ts';
export * from './plot/index.ts';
import './plot/as-image.ts';

// Explaining
export { gradientTimesInput, saliency } from './explain/saliency.ts';
export { smoothGrad, type SmoothGradOptions } from './explain/smooth-grad.ts';
export { integratedGradients, type IntegratedGradientsOptions } from './explain/integrated-gradients.ts';
export type { ScoreOptions } from './explain/score.ts';
export { occlusion, type OcclusionOptions } from './explain/occlusion.ts';
export { filters } from './explain/filters.ts';
export { featureMaps } from './explain/feature-maps.ts';
export { type ActivationStatistics, activationStatistics } from './explain/activation-statistics.ts';
export { landscapeOf, type LandscapeOfOptions } from './explain/landscape-of.ts';
export { type Mistake, mostWrong } from './explain/most-wrong.ts';

// The course
export { byProfile, type Profile, profile } from './course/profile.ts';
export { results } from './course/results.ts';
export { table } from './course/table.ts';

// Errors
export { ArgumentError, ShapeError, TrainingError } from './errors.ts';
export { DataError } from './data/data-error.ts';

// Engines
export { type EngineName, engineNames, type EngineOptions, use } from './engines/index.ts';
export { compile, type CompiledFunction, type Results } from './graph/compile.ts';
export { type EngineSpeed, engineSpeeds } from './training/engine-speeds.ts';
