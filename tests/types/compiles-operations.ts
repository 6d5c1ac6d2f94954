/** What the compiler reads off operations: the shapes and types of their results. Nothing here is run. */
import { concat, einsum, hessian, jacobian, stack, type Tensor, zeros } from 'tslate';

/** Whether two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const check = <_ extends true>(): void => undefined;

/** A length that is known only at run time. */
const side: number = Number('32');

// Shapes of operations.
const stretched = zeros([32, 1]).add(zeros([64]));
check<Same<typeof stretched.shape, readonly [32, 64]>>();
const summed = zeros([2, 3, 4]).sum(1);
check<Same<typeof summed.shape, readonly [2, 4]>>();
const kept = zeros([2, 3]).max(-1, { keepDims: true });
check<Same<typeof kept.shape, readonly [2, 1]>>();
const channelMeans = zeros([8, 5, 5, 3]).mean([0, 1, -2], { keepDims: true });
check<Same<typeof channelMeans.shape, readonly [1, 1, 1, 3]>>();
const spread = zeros([2, 3, 4]).std([0, -1]);
check<Same<typeof spread.shape, readonly [3]>>();
const indexed = zeros([2, 3, 4]).at(0, null, 'all', [0, 2]);
check<Same<typeof indexed.shape, readonly [1, 3, number]>>();
const squeezed = zeros([1, 3, 1]).squeeze();
check<Same<typeof squeezed.shape, readonly [3]>>();
const expanded = zeros([2, 3]).expandDims(-1);
check<Same<typeof expanded.shape, readonly [2, 3, 1]>>();
const attention = einsum('bhqd, bhkd -> bhqk', zeros([8, 2, 16, 32]), zeros([8, 2, 20, 32]));
check<Same<typeof attention, Tensor<readonly [8, 2, 16, 20]>>>();
const chain = einsum('ij,jk,kl->il', zeros([2, 3]), zeros([3, side]), zeros([5, 7]));
check<Same<typeof chain.shape, readonly [2, 7]>>();
const turned = zeros([2, 3, 4]).transpose();
check<Same<typeof turned.shape, readonly [4, 3, 2]>>();
const compared = zeros([2]).greater(0);
check<Same<typeof compared, Tensor<readonly [2], 'bool'>>>();
const products = zeros([8, 4, 16, 32]).matmul(zeros([4, 32, 20]));
check<Same<typeof products.shape, readonly [8, 4, 16, 20]>>();
const rowOfTwo = concat([zeros([2, 3]), zeros([2, 40])], -1);
check<Same<typeof rowOfTwo, Tensor<readonly [2, 43]>>>();
const many = concat(Array.from({ length: side }, () => zeros([2, 3])));
check<Same<typeof many.shape, readonly [number, 3]>>();
const stacked = stack([zeros([2, 3]), zeros([2, 3])], -1);
check<Same<typeof stacked.shape, readonly [2, 3, 2]>>();
const [shorter, longer] = zeros([2, 10]).split([3, 7], 1);
check<Same<[typeof shorter.shape, typeof longer.shape], [readonly [2, 3], readonly [2, 7]]>>();
const tiled = zeros([2, 10]).tile([3, 1]);
check<Same<typeof tiled.shape, readonly [6, 10]>>();
const embedded = zeros([50, 8]).take(zeros([4, 6], 'int32'));
check<Same<typeof embedded.shape, readonly [4, 6, 8]>>();

// Derivatives: [...output, ...input].
const [derivatives] = jacobian((x: Tensor<readonly [3]>) => zeros([2, 3]).matmul(x.reshape([3, 1])))(zeros([3]));
check<Same<typeof derivatives.shape, readonly [2, 1, 3]>>();
const [[, mixed]] = hessian((x: Tensor<readonly [3]>, W: Tensor<readonly [2, 3]>) => W.mul(x).sum())(
  zeros([3]),
  zeros([2, 3]),
);
check<Same<typeof mixed.shape, readonly [3, 2, 3]>>();
