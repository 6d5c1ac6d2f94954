// matmul: expected inner lengths that agree, m×k · k×n, received 32×784 · 10×64
import { zeros } from 'tslate';

zeros([32, 784]).matmul(zeros([10, 64]));
