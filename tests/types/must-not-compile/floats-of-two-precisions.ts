// matmul: expected inputs of one element type, received float32 and float64
import { zeros } from 'tslate';

zeros([3, 3]).matmul(zeros([3, 3], 'float64'));
