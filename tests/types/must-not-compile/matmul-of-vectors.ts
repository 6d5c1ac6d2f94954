// matmul: expected two matrices or stacks of them, received 3 and 3×2
import { zeros } from 'tslate';

zeros([3]).matmul(zeros([3, 2]));
