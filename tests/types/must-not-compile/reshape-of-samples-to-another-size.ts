// reshape: expected a shape of 784 elements, as 784 has, received 28×27×1
import { conv2d, reshape, sequential } from 'tslate';

sequential([784], reshape([28, 27, 1]), conv2d(8));
